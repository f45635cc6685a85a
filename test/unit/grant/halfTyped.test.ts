import assert from 'node:assert/strict';
import { dialects } from './dialects.ts';
import { grantsIn } from './plain.ts';

/** Cut after every seventh character, as somebody who is typing leaves it. */
const step = 7;

describe('a statement that somebody is typing', () => {
  for (const [name, { file, text }] of Object.entries(dialects)) {
    it(`is read as far as it goes, and every part lies in the text: ${name}`, () => {
      for (let end = 0; end <= text.length; end += step) {
        const prefix = text.slice(0, end);
        for (const { actions, resources, span } of grantsIn(file, prefix)) {
          const spans = [
            span,
            ...(actions?.list ?? []).map((part) => part.span),
            ...(resources?.list ?? []).map((part) => part.span),
          ];
          for (const { start, end: last } of spans) {
            assert.ok(0 <= start && start <= last && last <= prefix.length, `${start}–${last} of ${prefix.length}`);
          }
        }
      }
    });

    it(`keeps its actions once they stand there and the rest is being typed: ${name}`, () => {
      const resource = text.lastIndexOf('*');
      const [grant] = grantsIn(file, text.slice(0, resource + 1));
      if (!grant) return;
      assert.deepEqual(
        grant.actions?.list.map(({ value }) => value),
        ['s3:*', 'sqs:SendMessage'],
      );
    });
  }
});
