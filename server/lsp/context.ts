import type { Connection } from 'vscode-languageserver';
import type { Announcer } from './announce.ts';
import type { Guard } from './guard.ts';
import type { Registrar } from './registrar.ts';
import type { Runtime } from './runtime.ts';
import type { Session } from './session.ts';
import type { Unseen } from './unseen.ts';

/** What every handler gets. */
export interface Context {
  readonly connection: Connection;
  readonly runtime: Runtime;
  readonly session: Session;
  readonly announcer: Announcer;
  readonly registrar: Registrar;
  /** What the next report on the whole workspace has to look at. */
  readonly unseen: Unseen;
  readonly guard: Guard;
}
