import * as v from 'valibot';
import { conditionMeanings, partMeanings, policyKinds, scopes } from '../detectors/grant/spec.ts';
import { described, listOf, oneOf, words } from './schemaParts.ts';

/** What a rule file may say under `detect.grant`; `server/detectors/grant/detector.ts` says what it means. */

const yes = v.literal(true, 'Write true, or leave the key out.');

const test = v.strictObject({
  exists: described(v.optional(v.boolean('Write true or false.')), 'Whether there is such a part.'),
  is: described(v.optional(listOf(words)), 'It is one of these, in either case.'),
  matches: described(v.optional(words), 'A regular expression that it matches.'),
  means: described(
    v.optional(listOf(oneOf(partMeanings))),
    '`everything` (`*`), all of a `service` (`s3:*`), actions that are `restrictable` to resources, `anyone`, actions ' +
      'that answer with `credentials`, roles for `impersonation`.',
  ),
});
export type DeclaredTest = v.InferOutput<typeof test>;

const parts = {
  subjects: described(v.optional(test), 'Who gets it.'),
  exceptSubjects: described(v.optional(test), 'Who alone does not get it (NotPrincipal).'),
  roles: described(v.optional(test), 'Roles and managed policies.'),
  actions: described(v.optional(test), 'What is allowed.'),
  exceptActions: described(v.optional(test), 'What alone is not allowed (NotAction).'),
  resources: described(v.optional(test), 'On what.'),
  exceptResources: described(v.optional(test), 'On what alone it is not allowed (NotResource).'),
};

const query = {
  cloud: described(v.optional(oneOf(['aws', 'gcp', 'azure'])), 'Whose permissions they are.'),
  in: described(v.optional(listOf(oneOf(policyKinds))), 'Where the grant hangs.'),
  on: described(v.optional(listOf(words)), 'Services that the policy hangs on, as actions name them.'),
  notOn: described(v.optional(listOf(words)), 'Services that it must not hang on.'),
  effect: described(v.optional(oneOf(['allow', 'deny'])), 'Default: `allow`.'),
  scope: described(v.optional(listOf(oneOf(scopes))), 'How far a role reaches.'),
  ...parts,
  unless: described(
    v.optional(listOf(oneOf(conditionMeanings))),
    'Conditions that make it harmless, by what they narrow; others make a finding less sure.',
  ),
  unlessParts: described(v.optional(v.strictObject(parts)), 'What must not be true of the parts.'),
  report: described(
    v.optional(
      oneOf(['subjects', 'exceptSubjects', 'roles', 'actions', 'exceptActions', 'resources', 'exceptResources']),
    ),
    'What is shown.',
  ),
  escalates: described(v.optional(yes), 'Actions of one policy that together let somebody raise its own rights.'),
  faults: described(v.optional(yes), 'What no policy may say, and names that do not exist.'),
  confidence: described(v.optional(oneOf(['low', 'medium', 'high'])), 'How sure this part of the rule is.'),
};

const Query = v.strictObject(query);
export type DeclaredQuery = v.InferOutput<typeof Query>;

export const GrantDeclaration = v.strictObject({
  ...query,
  any: described(
    v.optional(v.pipe(listOf(Query), v.nonEmpty('Write at least one.'))),
    'Several of these instead of one.',
  ),
});
export type GrantDeclaration = v.InferOutput<typeof GrantDeclaration>;
