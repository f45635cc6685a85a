/**
 * What the table of facts has wrong, by kind: fields to replace, or `null` for a kind that cannot be told from
 * ordinary text and would only annoy.
 */
export const corrections: Readonly<Record<string, Readonly<Record<string, unknown>> | null>> = {};

/** Kinds that a rule written by hand covers under another name. */
export const writtenByHand: readonly string[] = [
  // private-keys.yaml, jwt.yaml, database-urls.yaml
  'base64-pem-encoded-private-key',
  'base64-pem-encoded-private-key-ls0tls1crudjtibquklwqvrf',
  'openssh-private-key',
  'pem-dsa-private-key',
  'pem-ec-private-key',
  'pem-encrypted-private-key',
  'pem-private-key-pkcs8',
  'pem-rsa-private-key',
  'pgp-private-key-block',
  'putty-private-key',
  'ssh2-encrypted-private-key',
  'jwt',
  'jwt-token',
  'json-web-token-base64url-encoded',
  'amqp-connection-url',
  'ftp-login-url',
  'http-basic-auth-url',
  'ldap-bind-url',
  'mongodb-connection-url',
  'mysql-connection-url',
  'postgres-connection-url',
  'redis-connection-url',
];
