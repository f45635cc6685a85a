import assert from 'node:assert/strict';
import { variableName } from '../../../server/fixes/variableName.ts';

/** Rule, names in the code from the nearest on, text before the secret → the variable. */
const names: readonly (readonly [rule: string, hints: string, prefix: string, name: string])[] = [
  // Whose it is, the rule knows; what the code adds to that is kept.
  ['stripe-secret-key', 'stripeKey', '', 'STRIPE_SECRET_KEY'],
  ['stripe-secret-key', 'stripeTestKey', '', 'STRIPE_TEST_KEY'],
  ['stripe-secret-key', 'paymentsKey', '', 'STRIPE_PAYMENTS_KEY'],
  ['stripe-secret-key', 'prod keys', '', 'STRIPE_PROD_SECRET_KEY'],
  ['stripe-secret-key', 'line', '', 'STRIPE_SECRET_KEY'],
  ['stripe-secret-key', 'aVeryLongNameForSomeKeyOfTheShop', '', 'STRIPE_SECRET_KEY'],
  ['github-pat', 'token', '', 'GITHUB_TOKEN'],
  ['github-pat', 'gitHubToken', '', 'GITHUB_TOKEN'],
  ['github-pat', 'gh_pat', '', 'GITHUB_TOKEN'],
  ['github-fine-grained-pat', '', '', 'GITHUB_TOKEN'],
  ['github-pat', 'Authorization headers', 'Bearer ', 'GITHUB_TOKEN'],
  ['openai-api-key', 'openAiApiKey', '', 'OPENAI_API_KEY'],
  ['openai-api-key', 'apikey', '', 'OPENAI_API_KEY'],
  ['sendgrid-api-key', 'sendGrid', '', 'SENDGRID_API_KEY'],
  ['aws-access-key-id', 'accessKeyId credentials s3', '', 'AWS_ACCESS_KEY_ID'],
  ['aws-secret-access-key', 'backupSecret', '', 'AWS_BACKUP_SECRET'],
  ['huggingface-user-access-token', 'hfToken', '', 'HF_TOKEN'],
  ['slack-webhook-url', 'url', '', 'SLACK_WEBHOOK_URL'],
  ['google-api-key', '', 'https://maps.example.org/?mapsKey=', 'GOOGLE_MAPS_KEY'],
  ['1password-service-account-token', '', '', 'OP_SERVICE_ACCOUNT_TOKEN'],
  ['1password-secret-key', '', '', 'ONEPASSWORD_SECRET_KEY'],
  ['new-relic-license-key-40-char', '', '', 'NEW_RELIC_LICENSE_KEY'],
  ['databricks-personal-access-token', 'token', '', 'DATABRICKS_TOKEN'],
  ['hardcoded-credential', '2fa_secret', '', 'APP_2FA_SECRET'],
  // Where it does not, the code has to say.
  ['hardcoded-credential', 'jwtSecret', '', 'JWT_SECRET'],
  ['hardcoded-credential', 'password smtp', '', 'SMTP_PASSWORD'],
  ['hardcoded-credential', 'pass auth mailer', '', 'MAILER_PASSWORD'],
  ['hardcoded-credential', 'DB_PASSWD', '', 'DB_PASSWORD'],
  ['hardcoded-credential', 'apiKey', '', 'API_KEY'],
  ['hardcoded-credential', 'secret', '', 'APP_SECRET'],
  ['hardcoded-credential', 'token', '', 'APP_TOKEN'],
  ['hardcoded-credential', 'X-Vault-Token', '', 'VAULT_TOKEN'],
  ['env-fallback-literal', '', '', 'APP_SECRET'],
  ['jwt', 'token', '', 'ACCESS_TOKEN'],
  ['jwt', 'supabaseKey', '', 'SUPABASE_KEY'],
  ['private-key-pem', 'key signer', '', 'SIGNER_KEY'],
  ['private-key-pem', 'pem', '', 'PRIVATE_KEY'],
  ['wireguard-private-key', 'key', '', 'WIREGUARD_PRIVATE_KEY'],
  ['bearer-authorization-header', 'Authorization headers', 'Bearer ', 'APP_TOKEN'],
  ['bearer-authorization-header', 'authHeader billing', 'Bearer ', 'BILLING_TOKEN'],
  ['basic-auth-url', 'proxyUrl', 'https://bot:', 'PROXY_PASSWORD'],
  // Addresses.
  ['postgres-url', 'connectionString', '', 'DATABASE_URL'],
  ['postgres-url', 'connectionString', 'postgres://app:', 'POSTGRES_PASSWORD'],
  ['postgres-url', 'ordersUrl', 'postgresql+asyncpg://app:', 'ORDERS_PASSWORD'],
  ['redis-url', 'client', 'redis://:', 'REDIS_PASSWORD'],
  ['github-pat', 'remote', 'https://bot:', 'GITHUB_TOKEN'],
];

describe('the name of a variable', () => {
  for (const [rule, hints, prefix, name] of names) {
    it(`${name} for ${[rule, hints, prefix].filter(Boolean).join(', ')}`, () => {
      const named = { rule: `secrets/${rule}`, hints: hints.split(' ').filter(Boolean), prefix };
      assert.equal(
        variableName(named, () => false),
        name,
      );
    });
  }

  it('is one that stands for nothing else', () => {
    const taken = new Set(['GITHUB_TOKEN', 'GITHUB_TOKEN_2']);
    assert.equal(
      variableName({ rule: 'secrets/github-pat', hints: [] }, (name) => taken.has(name)),
      'GITHUB_TOKEN_3',
    );
  });
});
