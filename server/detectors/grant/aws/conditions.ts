import type { GrantCondition } from '../grant.ts';
import type { ConditionMeaning } from '../spec.ts';

/**
 * What is left to those whom a denial with this condition does not meet: `StringNotEquals` in a Deny narrows as
 * `StringEquals` does in an Allow.
 */
export function meaningOfDeny(condition: GrantCondition): ConditionMeaning | undefined {
  const operator = condition.operator.replace(/^(For\w+:)?(\w*?)Not/i, '$1$2').replace(/IfExists$/i, '');
  return operator === condition.operator ? undefined : meaningOf({ ...condition, operator });
}

/**
 * What a condition of a policy narrows; undefined where it narrows nothing: it is negated, optional, or as wide as it gets.
 * Source: the global condition keys of IAM (docs.aws.amazon.com/IAM, reference_policies_condition-keys).
 */
export function meaningOf({ operator, key, values }: GrantCondition): ConditionMeaning | undefined {
  const name = key.toLowerCase();
  if (operator === 'expression' || key === '${…}') return 'any';
  if (/not|null/i.test(operator.replace(/^For(?:All|Any)\w+:/i, '')) || /ifexists$/i.test(operator)) return undefined;
  const known = values.list.filter((part) => part.known);
  // One value that everything fits makes the others useless.
  if (known.some(({ value }) => isWide(value))) return undefined;
  for (const [meaning, keys] of meanings) {
    if (!keys.test(name)) continue;
    if (meaning === 'mfa') return known.some(({ value }) => value.toLowerCase() === 'true') ? 'mfa' : undefined;
    return meaning;
  }
  return name.startsWith('aws:') ? undefined : 'any';
}

function isWide(value: string): boolean {
  return (
    value === '' ||
    /^[*?]+$/.test(value) ||
    value === '0.0.0.0/0' ||
    value === '::/0' ||
    /^(?:repo:)?\*(?::\*)?$/.test(value)
  );
}

const meanings: readonly (readonly [ConditionMeaning, RegExp])[] = [
  ['mfa', /^aws:multifactorauth/],
  ['secret', /^sts:externalid$/],
  ['claims', /:(?:sub|aud|amr|oaud|repository|repository_owner|job_workflow_ref|namespace_id|app_id|azp)$/],
  ['network', /^aws:(?:sourceip|sourcevpce?|vpcsourceip|sourcevpcarn|vpceaccount|vpceorgid)$|accessedviamounttarget$/],
  [
    'subject',
    /^aws:(?:source(?:arn|account|orgid|orgpaths|owner)|principal(?:arn|account|orgid|orgpaths|servicename|tag\/.*|isawsservice)|userid|username|federatedprovider)$|^kms:(?:calleraccount|viaservice|grantisforawsresource)$|^s3:dataaccesspoint|^lambda:(?:eventsourcetoken|sourcefunctionarn)$|^saml:|^sns:(?:endpoint|protocol)$|^secretsmanager:|^lambda:functionurlauthtype$/,
  ],
  [
    'resource',
    /resourcetag|requesttag|tagkeys|resourceaccount|resourceorg|arn$|viaservice|calledvia|passedtoservice|permissionsboundary|awsservicename|leadingkeys|namespace|alias|prefix|encryptioncontext|s3:(?:existingobjecttag|authtype)|ec2:(?:vpc|subnet|owner|instance|region)|name$/,
  ],
];
