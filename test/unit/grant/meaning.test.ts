import assert from 'node:assert/strict';
import { iam } from '../../../scripts/iam.ts';
import { covered, fits, isRestrictable, returnsCredentials } from '../../../server/detectors/grant/aws/actions.ts';
import { meaningOf } from '../../../server/detectors/grant/aws/conditions.ts';
import { escalationOf } from '../../../server/detectors/grant/aws/escalation.ts';
import { faultsOf, nearest } from '../../../server/detectors/grant/aws/faults.ts';
import { noIam } from '../../../server/detectors/grant/iamTable.ts';
import { policiesOf } from '../../../server/detectors/grant/policies.ts';
import { source } from '../../../server/engine/source.ts';

const nowhere = { start: 0, end: 0 };

/** The policy with these statements, as JSON. */
function policy(...statements: string[]) {
  const [first] = policiesOf(source('p.json', `{"Statement":[${statements.join(',')}]}`));
  return first!;
}

describe('the meaning of actions', () => {
  it('compares names with wildcards', () => {
    const yes: [string, string][] = [
      ['getobject', 'get*'],
      ['getobject', '*'],
      ['getobject', 'get?bject'],
      ['ab', '**b'],
      ['aXbXc', 'a*b*c'],
    ];
    const no: [string, string][] = [
      ['getobject', 'get'],
      ['getobject', 'put*'],
      ['ab', 'a?b'],
      ['abc', '*b'],
    ];
    for (const [name, pattern] of yes) assert.ok(fits(name, pattern), `${name} fits ${pattern}`);
    for (const [name, pattern] of no) assert.ok(!fits(name, pattern), `${name} does not fit ${pattern}`);
  });

  it('knows what an entry covers, in either case', () => {
    assert.deepEqual(
      covered('S3:getobject', iam()).map(({ name }) => name),
      ['GetObject'],
    );
    assert.ok(covered('s3:Get*', iam()).length > 20);
    assert.deepEqual(covered('nowhere:Get', iam()), []);
    assert.deepEqual(covered('s3:GetObject', noIam), []);
  });

  it('asks for resources only where a policy can name them', () => {
    const asks = (value: string) => isRestrictable({ value, known: true, span: nowhere }, iam());
    for (const value of ['s3:GetObject', 'dynamodb:*', '*', 'sqs:Send*', 'kms:Decrypt']) assert.ok(asks(value), value);
    for (const value of [
      's3:ListAllMyBuckets',
      'ec2:DescribeInstances',
      'ec2:Describe*',
      'cloudwatch:PutMetricData',
      'ecr:GetAuthorizationToken',
      'sts:GetCallerIdentity',
    ]) {
      assert.ok(!asks(value), value);
    }
  });

  it('knows actions that answer with credentials', () => {
    assert.ok(returnsCredentials('secretsmanager:GetSecretValue'));
    assert.ok(returnsCredentials('ssm:GetParameter*'));
    assert.ok(!returnsCredentials('secretsmanager:DescribeSecret'));
    assert.ok(!returnsCredentials('ssm:*'));
  });
});

describe('the meaning of conditions', () => {
  const meaning = (operator: string, key: string, ...values: string[]) =>
    meaningOf({
      operator,
      key,
      span: nowhere,
      values: {
        list: values.map((value) => ({ value, known: !value.includes('${'), span: nowhere })),
        complete: true,
        span: nowhere,
      },
    });

  it('knows what they narrow', () => {
    assert.equal(meaning('StringEquals', 'sts:ExternalId', 'x'), 'secret');
    assert.equal(meaning('ArnLike', 'aws:SourceArn', '${topic.arn}'), 'subject');
    assert.equal(meaning('IpAddress', 'aws:SourceIp', '10.0.0.0/8'), 'network');
    assert.equal(meaning('StringLike', 'token.actions.githubusercontent.com:sub', 'repo:acme/app:*'), 'claims');
    assert.equal(meaning('StringEquals', 'aws:ResourceTag/team', 'a'), 'resource');
    assert.equal(meaning('Bool', 'aws:MultiFactorAuthPresent', 'true'), 'mfa');
  });

  it('knows that some narrow nothing', () => {
    assert.equal(meaning('StringNotEquals', 'aws:SourceArn', 'x'), undefined);
    assert.equal(meaning('StringLike', 'aws:SourceArn', '*'), undefined);
    assert.equal(meaning('IpAddress', 'aws:SourceIp', '0.0.0.0/0'), undefined);
    assert.equal(meaning('StringEquals', 'sts:ExternalId', ''), undefined);
    assert.equal(meaning('StringLike', 'token.actions.githubusercontent.com:sub', 'repo:*'), undefined);
    assert.equal(meaning('Bool', 'aws:MultiFactorAuthPresent', 'false'), undefined);
    assert.equal(meaning('Bool', 'aws:SecureTransport', 'true'), undefined);
  });
});

describe('ways to more rights', () => {
  const found = (...statements: string[]) => escalationOf(policy(...statements), iam())?.names;

  it('are found in one statement and in several', () => {
    assert.deepEqual(found('{"Effect":"Allow","Action":"iam:PutUserPolicy","Resource":"*"}'), ['iam:PutUserPolicy']);
    assert.deepEqual(
      found(
        '{"Effect":"Allow","Action":"iam:PassRole","Resource":"*"}',
        '{"Effect":"Allow","Action":["ec2:Run*"],"Resource":"*"}',
      ),
      ['iam:PassRole', 'ec2:Run*'],
    );
  });

  it('are none where it is denied, narrowed, or for one resource', () => {
    assert.equal(
      found('{"Effect":"Allow","Action":"iam:PutUserPolicy","Resource":"arn:aws:iam::1:user/a"}'),
      undefined,
    );
    assert.equal(
      found(
        '{"Effect":"Allow","Action":"iam:Put*","Resource":"*"}',
        '{"Effect":"Deny","Action":"iam:Put*Policy","Resource":"*"}',
      ),
      undefined,
    );
    assert.equal(
      found(
        '{"Effect":"Allow","Action":"iam:PassRole","Resource":"*","Condition":{"StringEquals":{"iam:PassedToService":"a"}}}',
      ),
      undefined,
    );
  });
});

describe('mistakes in policies', () => {
  const faults = (statement: string) => faultsOf(policy(statement), iam()).map(({ reason, near }) => reason + near);

  it('are told with the nearest name that exists', () => {
    assert.deepEqual(faults('{"Effect":"Allow","Action":"s3:GetObjekt","Resource":"*"}'), [
      'there is no action s3:GetObjekt; did you mean s3:GetObject',
    ]);
    assert.deepEqual(faults('{"Effect":"Allow","Action":"s3:HeadObject","Resource":"*"}'), [
      'there is no action s3:HeadObject; did you mean s3:GetObject',
    ]);
    assert.deepEqual(faults('{"Effect":"Allow","Action":"cloudwatchlogs:PutLogEvents","Resource":"*"}'), [
      'no AWS service has the prefix cloudwatchlogs; did you mean logs:PutLogEvents',
    ]);
  });

  it('are not seen where a program decides, or nobody knows the names', () => {
    assert.deepEqual(faults('{"Effect":"Allow","Action":"${service}:Get","Resource":"${arn}"}'), []);
    assert.deepEqual(
      faultsOf(policy('{"Effect":"Allow","Action":"s3:GetObjekt","Resource":"*"}'), noIam).map(({ reason }) => reason),
      [],
    );
  });

  it('are shapes, operators and values, too', () => {
    assert.deepEqual(faults('{"Effect":"Allow","Resource":"*"}'), ['the statement names no action']);
    assert.deepEqual(
      faults(
        '{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"StringEquals":{"s3:prefx":"a"}}}',
      ),
      ['there is no condition key s3:prefx; did you mean s3:prefix'],
    );
    assert.deepEqual(
      faults(
        '{"Effect":"Allow","Action":"s3:ListBucket","Resource":"*","Condition":{"DateLessThan":{"aws:CurrentTime":"soon"}}}',
      ),
      ['soon is nothing that DateLessThan can compare'],
    );
  });

  it('measures names by slips of the pen', () => {
    assert.equal(nearest('putobjct', ['getobject', 'putobject']), 'putobject');
    assert.equal(nearest('describeeverything', ['getobject', 'putobject']), undefined);
  });
});
