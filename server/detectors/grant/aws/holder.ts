import type { PolicyKind } from '../grant.ts';

/** What a policy hangs on, as the type of the thing around it tells. */
export interface Holder {
  readonly policy?: PolicyKind;
  /** The service, as actions name it. */
  readonly on?: string;
}

/** By a type of CloudFormation, such as `AWS::S3::BucketPolicy`. */
export function holderOfCloudFormation(type: string): Holder {
  const [, service = '', kind = ''] = type.split('::');
  if (kind === 'VPCEndpoint' || service === 'Organizations') return { policy: 'limit' };
  if (identities.has(service)) return { policy: 'identity' };
  return service ? { on: serviceNamed(service.toLowerCase()) } : {};
}

/** By a type of Terraform, such as `aws_sqs_queue_policy`. */
export function holderOfTerraform(type: string): Holder {
  if (!type.startsWith('aws_')) return {};
  if (/^aws_(?:vpc_endpoint|organizations_)/.test(type)) return { policy: 'limit' };
  if (/^aws_(?:iam_policy_document)/.test(type)) return {};
  if (/^aws_(?:iam_|iot_policy|ssoadmin_)/.test(type)) return { policy: 'identity' };
  const service = type.split('_')[1]!;
  return { on: serviceNamed(service) };
}

/** Services whose policies say what an identity may do. AWS IoT's are for certificates. */
const identities = new Set(['IAM', 'IoT', 'SSO', 'Serverless']);

/** Resources are named after products, actions after what they once were called. */
function serviceNamed(name: string): string {
  return names.get(name) ?? name;
}

const names = new Map([
  ['efs', 'elasticfilesystem'],
  ['elasticsearch', 'es'],
  ['opensearch', 'es'],
  ['opensearchservice', 'es'],
  ['cloudwatch', 'logs'],
  ['apigateway', 'execute-api'],
  ['api', 'execute-api'],
]);
