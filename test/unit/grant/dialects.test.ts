import assert from 'node:assert/strict';
import { iam } from '../../../scripts/iam.ts';
import { detectors } from '../../../server/detectors/detectors.ts';
import { ruleset } from '../../../server/engine/ruleset.ts';
import { scan } from '../../../server/engine/scan.ts';
import { source } from '../../../server/engine/source.ts';
import { compilePack } from '../../../server/packs/compile.ts';
import { dialects } from './dialects.ts';
import { grantsIn, plain } from './plain.ts';

/** Finds the wildcard among the actions. */
const rule = `rules:
  - id: team/wide
    title: Wide
    severity: high
    confidence: high
    keywords: []
    detect: { grant: { in: [identity], actions: { means: [service] } } }
    message: '{ACTION} on {RESOURCE}'
`;
const { rules, problems } = compilePack([{ path: 'wide.yaml', text: rule }], true);
const set = ruleset(rules, detectors(undefined, undefined, iam), { profile: 'all' });

describe('a finding in a policy', () => {
  it('names the policy it is a part of, from its key on', () => {
    const { file, text } = dialects['Terraform, a heredoc']!;
    const { findings } = scan(source(file, text), set, { today: '2026-01-01' });
    const [finding] = findings;
    const { start, end } = finding!.whole!;
    assert.match(text.slice(start, end), /^policy = <<-EOT[\s\S]*"s3:\*"$/);
  });
});

describe('one statement in many dialects', () => {
  it('is a rule without problems', () => {
    assert.deepEqual(problems, []);
  });

  for (const [name, { file, text }] of Object.entries(dialects)) {
    it(`is the same grant, with every part at its place: ${name}`, () => {
      assert.deepEqual(grantsIn(file, text).map(plain), [
        { policy: 'identity', effect: 'allow', actions: ['s3:*', 'sqs:SendMessage'], resources: ['*'] },
      ]);
      const [grant] = grantsIn(file, text);
      const places = [...grant!.actions!.list, ...grant!.resources!.list].map(({ span }) =>
        text.slice(span.start, span.end).replace(/^\W*(?=s3|sqs|\*)|\\?["'`]+$/g, ''),
      );
      assert.deepEqual(places, ['s3:*', 'sqs:SendMessage', '*']);
    });

    it(`is the same finding: ${name}`, () => {
      const { findings, failures } = scan(source(file, text), set, { today: '2026-01-01' });
      assert.deepEqual(failures, []);
      assert.deepEqual(
        findings.map(({ span, message }) => [text.slice(span.start, span.end).replace(/[\\"'`]/g, ''), message]),
        [['s3:*', 's3:* on *']],
      );
    });
  }
});
