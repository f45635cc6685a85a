/** The statement "s3:* and sqs:SendMessage on everything", as it is written in many ways. */
export const dialects: Readonly<Record<string, { readonly file: string; readonly text: string }>> = {
  JSON: {
    file: 'policy.json',
    text: `{
  "Version": "2012-10-17",
  "Statement": [{ "Effect": "Allow", "Action": ["s3:*", "sqs:SendMessage"], "Resource": "*" }]
}`,
  },
  'Terraform, a policy document': {
    file: 'main.tf',
    text: `data "aws_iam_policy_document" "app" {
  statement {
    actions   = ["s3:*", "sqs:SendMessage"]
    resources = ["*"]
  }
}`,
  },
  'Terraform, jsonencode': {
    file: 'main.tf',
    text: `resource "aws_iam_role_policy" "app" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["s3:*", "sqs:SendMessage"]
      Resource = "*"
    }]
  })
}`,
  },
  'Terraform, a heredoc': {
    file: 'main.tf',
    text: `resource "aws_iam_policy" "app" {
  policy = <<-EOT
    {
      "Statement": [
        { "Effect": "Allow", "Action": ["s3:*", "sqs:SendMessage"], "Resource": "*" }
      ]
    }
  EOT
}`,
  },
  CloudFormation: {
    file: 'template.yaml',
    text: `Resources:
  Role:
    Type: AWS::IAM::Role
    Properties:
      Policies:
        - PolicyName: app
          PolicyDocument:
            Version: '2012-10-17'
            Statement:
              - Effect: Allow
                Action:
                  - s3:*
                  - sqs:SendMessage
                Resource: '*'`,
  },
  'SAM in JSON': {
    file: 'template.json',
    text: `{
  "Resources": {
    "F": {
      "Type": "AWS::Serverless::Function",
      "Properties": {
        "Policies": [
          { "Statement": { "Effect": "Allow", "Action": ["s3:*", "sqs:SendMessage"], "Resource": "*" } }
        ]
      }
    }
  }
}`,
  },
  serverless: {
    file: 'serverless.yml',
    text: `provider:
  name: aws
  iam:
    role:
      statements:
        - Effect: Allow
          Action: [s3:*, sqs:SendMessage]
          Resource: '*'`,
  },
  'CDK in TypeScript': {
    file: 'stack.ts',
    text: `role.addToPolicy(new iam.PolicyStatement({
  actions: ['s3:*', 'sqs:SendMessage'],
  resources: ['*'],
}));`,
  },
  'CDK in Python': {
    file: 'stack.py',
    text: `role.add_to_policy(
    iam.PolicyStatement(
        effect=iam.Effect.ALLOW,
        actions=["s3:*", "sqs:SendMessage"],
        resources=["*"],
    )
)`,
  },
  'CDK in Java': {
    file: 'Stack.java',
    text: `role.addToPolicy(PolicyStatement.Builder.create()
    .effect(Effect.ALLOW)
    .actions(List.of("s3:*", "sqs:SendMessage"))
    .resources(List.of("*"))
    .build());`,
  },
  'CDK in Go': {
    file: 'stack.go',
    text: `role.AddToPolicy(awsiam.NewPolicyStatement(&awsiam.PolicyStatementProps{
	Actions:   jsii.Strings("s3:*", "sqs:SendMessage"),
	Resources: jsii.Strings("*"),
}))`,
  },
  'CDK in C#': {
    file: 'Stack.cs',
    text: `role.AddToPolicy(new PolicyStatement(new PolicyStatementProps
{
    Actions = new[] { "s3:*", "sqs:SendMessage" },
    Resources = new[] { "*" },
}));`,
  },
  'Pulumi in TypeScript': {
    file: 'index.ts',
    text: `const policy = aws.iam.getPolicyDocument({
  statements: [{ actions: ['s3:*', 'sqs:SendMessage'], resources: ['*'] }],
});`,
  },
  'Pulumi in Python': {
    file: '__main__.py',
    text: `policy = aws.iam.get_policy_document(statements=[
    aws.iam.GetPolicyDocumentStatementArgs(actions=["s3:*", "sqs:SendMessage"], resources=["*"]),
])`,
  },
  boto3: {
    file: 'grant.py',
    text: `iam.put_role_policy(
    RoleName="app",
    PolicyName="app",
    PolicyDocument=json.dumps({
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Action": ["s3:*", "sqs:SendMessage"], "Resource": "*"}],
    }),
)`,
  },
  'JSON in a string of Java': {
    file: 'Grant.java',
    text: `String policy = "{\\"Statement\\": [{"
    + "\\"Effect\\": \\"Allow\\","
    + "\\"Action\\": [\\"s3:*\\", \\"sqs:SendMessage\\"],"
    + "\\"Resource\\": \\"*\\"}]}";`,
  },
};
