import type { Part } from '../grant.ts';
import type { AwsAction, IamTable } from '../iamTable.ts';

/** The actions that an entry of a policy covers: `s3:Get*` covers many. Empty where nobody knows the service. */
export function covered(value: string, table: IamTable): readonly AwsAction[] {
  let known = answers.get(table);
  if (!known) {
    known = new Map();
    answers.set(table, known);
  }
  let actions = known.get(value);
  if (!actions) {
    actions = lookedUp(value, table);
    // Texts repeat a few entries; what somebody types letter by letter is not kept for ever.
    if (known.size >= mostAnswers) known.clear();
    known.set(value, actions);
  }
  return actions;
}

const answers = new WeakMap<IamTable, Map<string, readonly AwsAction[]>>();
const mostAnswers = 2000;

function lookedUp(value: string, table: IamTable): readonly AwsAction[] {
  const colon = value.indexOf(':');
  const service = value.slice(0, colon).toLowerCase();
  const actions = colon < 0 ? undefined : table.actions(service);
  if (!actions) return [];
  const name = value.slice(colon + 1).toLowerCase();
  if (!/[*?]/.test(name)) {
    const one = actions.get(name);
    return one ? [one] : [];
  }
  return [...actions].filter(([key]) => fits(key, name)).map(([, action]) => action);
}

/**
 * Whether a name fits a pattern with `*` and `?`. In time proportional to the product of their lengths at worst.
 * @param name in lower case, as the pattern is
 */
export function fits(name: string, pattern: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let i = 0;
  while (i < name.length) {
    if (at < pattern.length && (pattern[at] === '?' || pattern[at] === name[i]) && pattern[at] !== '*') {
      at++;
      i++;
    } else if (pattern[at] === '*') {
      star = at++;
      resume = i;
    } else if (star >= 0) {
      at = star + 1;
      i = ++resume;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}

/** `*` or `*:*`. */
export function isEverything(value: string): boolean {
  return /^\*+(?::\*+)?$/.test(value);
}

/** All actions of one service: `s3:*`. */
export function isWholeService(value: string): boolean {
  return /^[a-z][\w-]*:\*+$/i.test(value);
}

/**
 * Whether a policy could name the resources of some of these actions and leaves them open. Lists do no harm, and of
 * actions without types of resources nothing else can be said.
 */
export function isRestrictable({ value, known }: Part, table: IamTable): boolean {
  if (!known) return false;
  if (isEverything(value)) return true;
  const actions = covered(value, table);
  const telling = actions.filter(({ levels }) => levels !== 'L');
  const restrictable = telling.filter((action) => action.restrictable);
  // `Describe*` covers a few that could be named among many that cannot.
  return restrictable.length > 0 && restrictable.length * 2 >= actions.length;
}

/** Actions that do little harm: they write logs, traces and measurements, or say what there is. */
export function isModest(value: string): boolean {
  return /^(?:logs:(?:Create|Put)|xray:Put|cloudwatch:Put|ec2messages:|ssmmessages:|[\w-]+:(?:Describe|List))/i.test(
    value,
  );
}

/**
 * Actions whose answer opens something: keys, passwords, tokens. Only those that a policy can narrow.
 * Source: `returnCredentials` of salesforce/cloudsplaining (BSD-3-Clause, 2026-08-16), and what reads secret stores.
 */
export function returnsCredentials(value: string): boolean {
  const name = value.toLowerCase();
  if (credentialActions.has(name)) return true;
  return (
    /[*?]/.test(name) &&
    !isEverything(name) &&
    !isWholeService(name) &&
    [...credentialActions].some((one) => fits(one, name))
  );
}

const credentialActions = new Set(
  `secretsmanager:getsecretvalue secretsmanager:batchgetsecretvalue ssm:getparameter ssm:getparameters ssm:getparametersbypath ssm:getparameterhistory
  sts:getfederationtoken iam:createaccesskey iam:createloginprofile iam:createservicespecificcredential iam:resetservicespecificcredential iam:updateloginprofile
  redshift:getclustercredentials redshift:getclustercredentialswithiam redshift-serverless:getcredentials rds-db:connect
  codeartifact:getauthorizationtoken codepipeline:pollforjobs cognito-identity:getcredentialsforidentity cognito-identity:getopenidtokenfordeveloperidentity
  ec2:getpassworddata lightsail:getinstanceaccessdetails lightsail:createbucketaccesskey lightsail:downloaddefaultkeypair lightsail:getrelationaldatabasemasteruserpassword
  gamelift:getinstanceaccess gamelift:requestuploadcredentials connect:getfederationtoken mediapackage:rotateingestendpointcredentials
  appsync:createapikey chime:createapikey grafana:createworkspaceapikey sso:getrolecredentials ecr:getauthorizationtoken`.split(
    /\s+/,
  ),
);
