import type { Span } from '../../engine/span.ts';

/** Where packages come from. */
export type Ecosystem = 'npm' | 'pypi' | 'go' | 'cargo' | 'gem' | 'composer' | 'system' | 'action' | 'image';

/** One spot of a text that asks for a package, whatever the language or format. */
export interface Dependency {
  readonly ecosystem: Ecosystem;
  /** As the ecosystem names it: of an import, the package and not the module. */
  readonly name: string;
  /** The name in the text; of an import, the whole specifier. */
  readonly span: Span;
  readonly wants: Wants;
  /** What says which version, without quotes; absent where nothing does. */
  readonly version?: Span;
  /** What stands behind an action's name: its tag, branch or commit. */
  readonly reference?: string;
  /** Where the command that installs it begins; those of one command belong together. */
  readonly command?: number;
  /** Whether it is used only if it happens to be there. */
  readonly optional?: boolean;
  /** Whether only those who work on the project itself need it. */
  readonly development?: boolean;
  /** Whether many write it so and mean it: worth saying in an audit only. */
  readonly customary?: boolean;
}

/**
 * What is asked for.
 * - `exact`: one version, or one commit or digest
 * - `range`: any version of a range
 * - `any`: whatever is the newest on the day; nothing says which, or `*`, or `latest`
 * - `moving`: a tag or branch that may be moved
 * - `local`: a path, or a member of the workspace
 * - `remote`: an address or repository, without a commit
 * - `unclear`: a variable, or something this reader does not know
 */
export type Wants = 'exact' | 'range' | 'any' | 'moving' | 'local' | 'remote' | 'unclear';
