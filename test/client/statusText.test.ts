import assert from 'node:assert/strict';
import { statusText, type Translate } from '../../client/statusText.ts';
import type { StatusParams } from '../../server/protocol.ts';

const english: Translate = (message, ...values) =>
  message.replace(/\{(\d+)\}/g, (_whole, index: string) => String(values[Number(index)]));

const clean: StatusParams = {
  uri: 'file:///a.ts',
  version: 1,
  state: 'ready',
  counts: { hint: 0, info: 0, warning: 0, error: 0 },
  allowed: 0,
  milliseconds: 0.44,
  rules: 42,
  failures: [],
};

function shown(status: Partial<StatusParams>): string {
  const { text, detail, severity, busy } = statusText('running', { ...clean, ...status }, english);
  return `${severity}${busy ? ' busy' : ''}: ${text} | ${detail}`;
}

describe('the language status', () => {
  it('counts what was found and tells how long it took', () => {
    assert.equal(shown({}), 'information: nothing found | 42 rules in 0.4 ms');
    assert.equal(
      shown({ counts: { ...clean.counts, error: 1 }, milliseconds: 12.3 }),
      'information: 1 finding | 42 rules in 12 ms',
    );
    assert.equal(
      shown({ counts: { ...clean.counts, error: 1, hint: 2 }, allowed: 1 }),
      'information: 3 findings, 1 allowed | 42 rules in 0.4 ms',
    );
  });

  it('says what Restricted Mode leaves out', () => {
    assert.equal(
      shown({ state: 'limited' }),
      'information: nothing found (limited) | built-in rules only in Restricted Mode · 42 rules in 0.4 ms',
    );
  });

  it('gives the reason where nothing is checked', () => {
    assert.equal(
      shown({ state: 'off', message: 'Switched off by the setting handrail.enable.' }),
      'information: paused | Switched off by the setting handrail.enable.',
    );
  });

  it('warns of what is broken', () => {
    assert.equal(
      shown({ state: 'error', message: 'handrail.yaml:3: unknown rule' }),
      'warning: nothing found | handrail.yaml:3: unknown rule · 42 rules in 0.4 ms',
    );
  });

  it('is busy until the first answer, and says when no answer will come', () => {
    assert.deepEqual(
      (['starting', 'waiting', 'failed', 'stopped'] as const).map((server) => {
        const { text, severity, busy } = statusText(server, clean, english);
        return `${text}, ${severity}, ${busy ? 'busy' : 'idle'}`;
      }),
      [
        'starting, information, busy',
        'starting, information, busy',
        'not running, error, idle',
        'stopped, warning, idle',
      ],
    );
    assert.equal(statusText('running', undefined, english).busy, true);
  });
});
