import assert from 'node:assert/strict';
import { grantsIn, plain } from './plain.ts';

/** What the grants of a text say. */
function said(file: string, text: string) {
  return grantsIn(file, text).map(plain);
}

describe('reading statements of AWS', () => {
  it('knows who a policy is for, in all notations of principals', () => {
    const principals = (value: string) =>
      said('p.json', `{"Statement":[{"Effect":"Allow","Principal":${value},"Action":"sqs:SendMessage"}]}`)[0]!.subjects;
    assert.deepEqual(principals('"*"'), ['AWS *']);
    assert.deepEqual(principals('{"AWS":["*","111122223333"]}'), ['AWS *', 'AWS 111122223333']);
    assert.deepEqual(principals('{"Service":"sns.amazonaws.com","aws":"*"}'), ['Service sns.amazonaws.com', 'AWS *']);
  });

  it('knows principals and conditions as blocks of Terraform and classes of the CDK', () => {
    assert.deepEqual(
      said(
        'main.tf',
        `data "aws_iam_policy_document" "t" {
  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]
    principals {
      type        = "Federated"
      identifiers = ["cognito-identity.amazonaws.com"]
    }
    condition {
      test     = "StringEquals"
      variable = "cognito-identity.amazonaws.com:aud"
      values   = ["eu-west-1:1"]
    }
  }
}`,
      ),
      [
        {
          policy: 'trust',
          effect: 'allow',
          subjects: ['Federated cognito-identity.amazonaws.com'],
          actions: ['sts:AssumeRoleWithWebIdentity'],
          conditions: ['StringEquals cognito-identity.amazonaws.com:aud eu-west-1:1'],
        },
      ],
    );
    assert.deepEqual(
      said(
        'stack.ts',
        `q.addToResourcePolicy(new PolicyStatement({
  effect: Effect.DENY,
  principals: [new AnyPrincipal(), new AccountPrincipal('111122223333'), new ServicePrincipal('sns.amazonaws.com')],
  actions: ['sqs:*'], resources: [q.queueArn],
}));`,
      ),
      [
        {
          policy: 'resource',
          effect: 'deny',
          subjects: ['AWS *', 'AWS arn:aws:iam::111122223333:root', 'Service sns.amazonaws.com'],
          actions: ['sqs:*'],
          resources: ['${q.queueArn}'],
          on: 'sqs',
        },
      ],
    );
  });

  it('follows locals, defaults of variables and parameters, joins and both sides of a choice', () => {
    assert.deepEqual(
      said(
        'main.tf',
        `locals { read = ["s3:GetObject"] }
variable "more" { default = "s3:*" }
data "aws_iam_policy_document" "d" {
  statement {
    actions   = concat(local.read, [var.more, var.unknown])
    resources = ["arn:aws:s3:::\${local.bucket}/*"]
  }
}`,
      ),
      [
        {
          policy: 'identity',
          effect: 'allow',
          actions: ['s3:GetObject', 's3:*', '${var.unknown}'],
          resources: ['arn:aws:s3:::${local.bucket}/*'],
        },
      ],
    );
    assert.deepEqual(
      said(
        'template.yaml',
        `Parameters:
  What: { Type: String, Default: '*' }
Resources:
  P:
    Type: AWS::IAM::Policy
    Properties:
      PolicyDocument:
        Statement:
          - Effect: Allow
            Action: [!Join ['', ['rds:Describe', '*']], !Ref What]
            Resource: !If [Open, '*', !Sub 'arn:aws:rds:\${AWS::Region}:1:db:x']`,
      ),
      [
        {
          policy: 'identity',
          effect: 'allow',
          actions: ['rds:Describe*', '*'],
          resources: ['*', 'arn:aws:rds:${AWS::Region}:1:db:x'],
        },
      ],
    );
    assert.deepEqual(
      said('p.py', 'WIDE = ["s3:*"]\npolicy.add(PolicyStatement(actions=WIDE, resources=["*"]))\n')[0]!.actions,
      ['s3:*'],
    );
  });

  it('tells by its place whether a policy gives or limits', () => {
    const policies = (type: string, key: string) =>
      said(
        'main.tf',
        `resource "${type}" "x" {\n  ${key} = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })\n}`,
      ).map(({ policy }) => policy);
    assert.deepEqual(policies('aws_iam_role_policy', 'policy'), ['identity']);
    assert.deepEqual(policies('aws_iam_role', 'assume_role_policy'), ['trust']);
    assert.deepEqual(policies('aws_organizations_policy', 'content'), ['limit']);
    assert.deepEqual(policies('aws_vpc_endpoint', 'policy'), ['limit']);
    assert.deepEqual(
      said(
        'main.tf',
        `resource "aws_iam_role" "r" {
  assume_role_policy = data.aws_iam_policy_document.t.json
}
data "aws_iam_policy_document" "t" {
  statement {
    actions = ["*"]
    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}`,
      ).map(({ policy }) => policy),
      ['trust'],
    );
  });

  it('knows managed policies by ARN and name, but not as boundaries and in conditions', () => {
    const roles = (file: string, text: string) => said(file, text).flatMap(({ roles }) => roles ?? []);
    assert.deepEqual(
      roles('a.tf', 'resource "x" "y" {\n policy_arn = "arn:aws:iam::aws:policy/job-function/Billing"\n}'),
      ['Billing'],
    );
    assert.deepEqual(
      roles('a.tf', 'resource "x" "y" {\n permissions_boundary = "arn:aws:iam::aws:policy/PowerUserAccess"\n}'),
      [],
    );
    assert.deepEqual(
      roles('t.yaml', "ManagedPolicyArns: [!Sub 'arn:${AWS::Partition}:iam::aws:policy/AdministratorAccess']"),
      ['AdministratorAccess'],
    );
    assert.deepEqual(
      roles('s.py', 'iam.ManagedPolicy.from_aws_managed_policy_name("service-role/AWSBatchServiceRole")'),
      ['AWSBatchServiceRole'],
    );
    assert.deepEqual(
      roles(
        'p.json',
        '{"Statement":[{"Effect":"Deny","Action":"iam:AttachRolePolicy","Resource":"*","Condition":{"ArnEquals":{"iam:PolicyARN":"arn:aws:iam::aws:policy/AdministratorAccess"}}}]}',
      ),
      [],
    );
  });

  it('reads policies in JSON within JSON, at their places', () => {
    const text =
      '{ "policy": "{\\"Statement\\": [{\\"Effect\\": \\"Allow\\", \\"Action\\": \\"s3:*\\", \\"Resource\\": \\"*\\"}]}" }';
    const [grant] = grantsIn('state.json', text);
    const { span } = grant!.actions!.list[0]!;
    assert.equal(text.slice(span.start, span.end), '\\"s3:*\\"');
  });

  it('takes no statement of another kind for one', () => {
    assert.deepEqual(
      said('reducer.ts', "const statement = { effect: 'fade', action: { type: 'x' }, resource: '*' };"),
      [],
    );
    assert.deepEqual(said('query.ts', "db.statement({ Action: 'insert', Resource: 'users' })"), []);
    assert.deepEqual(said('openapi.yaml', 'statements:\n  - text: hello\n'), []);
  });
});

describe('reading roles of Google Cloud and Azure', () => {
  it('reads bindings of Terraform, policies and commands, and how far they reach', () => {
    const expected = [
      { policy: 'binding', effect: 'allow', subjects: ['user:a@b.test'], roles: ['roles/editor'], scope: 'project' },
    ];
    assert.deepEqual(
      said(
        'main.tf',
        'resource "google_project_iam_member" "m" {\n  role = "roles/editor"\n  member = "user:a@b.test"\n}',
      ),
      expected,
    );
    assert.deepEqual(
      said(
        'x.sh',
        'gcloud projects add-iam-policy-binding p \\\n  --member="user:a@b.test" \\\n  --role roles/editor\necho done',
      ),
      expected,
    );
    assert.deepEqual(said('policy.yaml', 'bindings:\n  - role: roles/editor\n    members: ["user:a@b.test"]'), [
      { ...expected[0], scope: 'unknown' },
    ]);
  });

  it('reads role assignments, with roles by GUID or name', () => {
    const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635';
    const bicep = (id: string, before = '') => `targetScope = 'subscription'
${before}
resource a 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  properties: {
    roleDefinitionId: ${id}
    principalId: who
  }
}`;
    const expected = [
      { policy: 'assignment', effect: 'allow', subjects: ['${who}'], roles: [owner], scope: 'project' },
    ];
    assert.deepEqual(
      said('a.bicep', bicep(`subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '${owner}')`)),
      expected,
    );
    assert.deepEqual(
      said(
        'a.bicep',
        bicep(
          'ownerRole.id',
          `resource ownerRole 'Microsoft.Authorization/roleDefinitions@2022-04-01' existing = {\n  name: '${owner}'\n}`,
        ),
      ),
      expected,
    );
    assert.deepEqual(
      said(
        'x.sh',
        'az role assignment create --assignee $A --role "User Access Administrator" --scope /subscriptions/1/resourceGroups/g',
      ),
      [{ policy: 'assignment', effect: 'allow', roles: ['User Access Administrator'], scope: 'group' }],
    );
  });
});

describe('reading what looks like policies of AWS', () => {
  it('leaves policies of other clouds and other languages of policies alone', () => {
    assert.deepEqual(
      said('ram.json', '{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}'),
      [],
    );
    assert.deepEqual(
      said(
        'ram.tf',
        'resource "alicloud_ram_policy" "p" {\n  policy_document = jsonencode({ Statement = [{ Effect = "Allow", Action = "*", Resource = "*" }] })\n}',
      ),
      [],
    );
    assert.deepEqual(
      said('rules.yaml', 'statements:\n  - effect: allow\n    action: create\n    resource: document\n'),
      [],
    );
  });

  it('takes what modules of Terraform make statements of', () => {
    assert.deepEqual(
      said(
        'main.tf',
        'module "m" {\n  policy_statements = {\n    a = { effect = "Allow", actions = ["s3:*"], resources = ["*"] }\n  }\n}',
      ),
      [{ policy: 'identity', effect: 'allow', actions: ['s3:*'], resources: ['*'] }],
    );
    assert.deepEqual(
      said('main.tf', 'module "m" {\n  rules = [{ effect = "allow", action = "create", resource = "doc" }]\n}'),
      [],
    );
  });

  it('takes statements in lower case where the actions are those of AWS', () => {
    assert.deepEqual(
      said(
        'Pulumi.yaml',
        "arguments:\n  statements:\n    - effect: Allow\n      actions: ['s3:GetObject']\n      resources: ['*']\n",
      ),
      [{ policy: 'identity', effect: 'allow', actions: ['s3:GetObject'], resources: ['*'] }],
    );
  });
});
