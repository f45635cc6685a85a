import type { StatusParams } from '../server/protocol.ts';
import type { ServerState } from './server.ts';

/** What the language status says about a document. */
export interface StatusText {
  readonly text: string;
  readonly detail: string;
  readonly severity: 'information' | 'warning' | 'error';
  readonly busy: boolean;
}

/** Puts arguments in place of `{0}`, `{1}` … and translates: `vscode.l10n.t`. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

/**
 * @param status how it stands with the document; undefined before its first check
 */
export function statusText(server: ServerState, status: StatusParams | undefined, t: Translate): StatusText {
  if (server !== 'running') return serverText(server, t);
  if (!status) return { text: t('checking'), detail: '', severity: 'information', busy: true };
  return { ...stateText(status, t), busy: false };
}

function serverText(server: Exclude<ServerState, 'running'>, t: Translate): StatusText {
  switch (server) {
    case 'starting':
    case 'waiting':
      return { text: t('starting'), detail: '', severity: 'information', busy: true };
    case 'failed':
      return { text: t('not running'), detail: t('the server ended too often'), severity: 'error', busy: false };
    case 'stopped':
      return { text: t('stopped'), detail: '', severity: 'warning', busy: false };
  }
}

function stateText(status: StatusParams, t: Translate): Omit<StatusText, 'busy'> {
  switch (status.state) {
    case 'ready':
      return { text: found(status, t), detail: measured(status, t), severity: 'information' };
    case 'limited':
      return {
        text: t('{0} (limited)', found(status, t)),
        detail: [t('built-in rules only in Restricted Mode'), measured(status, t)].join(' · '),
        severity: 'information',
      };
    case 'off':
      return { text: t('paused'), detail: status.message ?? '', severity: 'information' };
    case 'error':
      return {
        text: found(status, t),
        detail: [status.message, measured(status, t)].filter(Boolean).join(' · '),
        severity: 'warning',
      };
  }
}

function found({ counts, allowed }: StatusParams, t: Translate): string {
  const count = Object.values(counts).reduce((sum, each) => sum + each, 0);
  const findings = count === 0 ? t('nothing found') : count === 1 ? t('1 finding') : t('{0} findings', count);
  return allowed ? t('{0}, {1} allowed', findings, allowed) : findings;
}

function measured({ rules, milliseconds }: StatusParams, t: Translate): string {
  const time = milliseconds < 10 ? milliseconds.toFixed(1) : Math.round(milliseconds);
  return t('{0} rules in {1} ms', rules, time);
}
