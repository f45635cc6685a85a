import { oncePerSource } from '../../engine/oncePerSource.ts';
import type { Source } from '../../engine/source.ts';
import { documentsOf } from '../document/documents.ts';
import { tokensOf } from '../structure/find.ts';
import { awsPoliciesOfCode } from './aws/code.ts';
import { awsPolicies, type Reading } from './aws/documents.ts';
import { azurePolicies } from './azure.ts';
import { gcpPolicies } from './gcp.ts';
import type { Policy } from './grant.ts';
import { commandPolicies } from './read/commands.ts';
import { constantsOf } from './read/constants.ts';

/**
 * All policies of the clouds in a source: in configuration texts by their tree, in programs by their tokens, in scripts by
 * the commands. They are read once, and live as long as the source.
 */
export const policiesOf: (source: Source) => readonly Policy[] = oncePerSource((source) => {
  const documents = documentsOf(source);
  if (!documents.length) {
    return [...(mayBeCode(source.text) ? awsPoliciesOfCode(tokensOf(source)) : []), ...commandPolicies(source.text)];
  }
  const { text, language } = source;
  const terraform = language === 'terraform' || /^(?:hcl|tf|opentofu)$/.test(language);
  return documents.flatMap((document) => {
    const resolve = constantsOf(document, terraform);
    const reading: Reading = { text, resolve, usedBy: terraform ? usersOf(text) : () => undefined };
    return [
      ...awsPolicies(document, reading, terraform),
      ...(/\broles?\b|all(?:Authenticated)?Users/i.test(text) ? gcpPolicies(document, resolve, terraform) : []),
      ...(azure.test(text)
        ? azurePolicies(document, resolve, terraform ? 'terraform' : language === 'bicep' ? 'bicep' : 'template', text)
        : []),
    ];
  });
});

const azure = /azurerm_role_|Microsoft\.Authorization/i;

/** A look that costs little: most programs speak of statements and effects of another kind. */
function mayBeCode(text: string): boolean {
  return (
    /PolicyStatement|PolicyDocument|iam::aws:policy\/|fromAwsManagedPolicyName|from_aws_managed_policy_name|ManagedPolic/.test(
      text,
    ) ||
    (/["']?Effect\\?["']?\s*(?::|=>|=)/.test(text) && /(?:Action|Resource|Principal)/.test(text))
  );
}

/** What uses the documents that Terraform makes policies of: `policy = data.aws_iam_policy_document.name.json`. */
function usersOf(text: string): Reading['usedBy'] {
  let known: Map<string, { readonly type: string; readonly key: string }> | undefined;
  return (name) => {
    known ??= new Map(
      [
        ...text.matchAll(/\b([A-Za-z_]{1,60})[ \t]{0,40}=[ \t]{0,40}data\.aws_iam_policy_document\.([\w-]+)\.json/g),
      ].map((match) => [match[2]!, { key: match[1]!, type: blockAt(text, match.index) }]),
    );
    return known.get(name);
  };
}

/** The type of the resource that an offset stands in. */
function blockAt(text: string, at: number): string {
  const start = text.lastIndexOf('\nresource ', at);
  return /^\s*resource\s+"(\w+)"/.exec(text.slice(Math.max(start, 0), Math.max(start, 0) + 200))?.[1] ?? '';
}
