/**
 * Which of our checks the rules of other programs are about: made from what their documentation says that they find.
 * Where a rule finds something of several checks it stands with each.
 */
export interface Rival {
  readonly name: string;
  /** Which cases it can read. */
  readonly files: RegExp;
  /** By the id of our rule. */
  readonly rules: Readonly<Record<string, readonly string[]>>;
}

export const eslint: Rival = {
  name: 'ESLint with sonarjs, security and Microsoft’s sdl',
  files: /\.[cm]?[jt]sx?$/,
  rules: {
    'token-storage/cookie-missing-httponly': ['sonarjs/cookie-no-httponly'],
    'token-storage/cookie-missing-secure': ['sonarjs/insecure-cookie'],
    'token-storage/document-cookie-token': ['sdl/no-cookies'],
    'token-storage/credential-file-permissions': ['sonarjs/file-permissions'],
    'token-storage/temp-file': ['sonarjs/publicly-writable-directories'],
    'token-storage/postmessage-wildcard': ['sonarjs/post-message', 'sdl/no-postmessage-star-origin'],
    'token-lifecycle/jwt-alg-none': ['sonarjs/insecure-jwt-token'],
    'token-lifecycle/jwt-decode-without-verify': ['sonarjs/insecure-jwt-token'],
    'token-lifecycle/jwt-weak-or-hardcoded-secret': ['sonarjs/no-hardcoded-secrets', 'sonarjs/no-hardcoded-passwords'],
    'token-lifecycle/insecure-random-token': [
      'sonarjs/pseudo-random',
      'sdl/no-insecure-random',
      'security/detect-pseudoRandomBytes',
    ],
    'token-lifecycle/session-fixation': ['sonarjs/session-regeneration'],
    'token-lifecycle/timing-unsafe-compare': ['security/detect-possible-timing-attacks'],
    'logging/credential-in-log': ['sonarjs/confidential-information-logging'],
    'defaults/tls-verify-disabled': ['sonarjs/unverified-certificate', 'sonarjs/unverified-hostname'],
    'defaults/tls-weak-version': ['sonarjs/weak-ssl'],
    'defaults/weak-crypto': [
      'sonarjs/hashing',
      'sonarjs/no-weak-cipher',
      'sonarjs/no-weak-keys',
      'sonarjs/encryption-secure-mode',
    ],
    'defaults/debug-enabled': ['sonarjs/production-debug'],
    'defaults/csrf-disabled': ['sonarjs/csrf', 'security/detect-no-csrf-before-method-override'],
    'defaults/cleartext-http': ['sonarjs/no-clear-text-protocols', 'sdl/no-insecure-url'],
    'defaults/missing-auth': ['sonarjs/aws-apigateway-public-api'],
    'defaults/default-credentials': ['sonarjs/no-hardcoded-passwords'],
    'defaults/security-headers-off': [
      'sonarjs/content-security-policy',
      'sonarjs/frame-ancestors',
      'sonarjs/no-mime-sniff',
      'sonarjs/no-mixed-content',
      'sonarjs/no-referrer-policy',
      'sonarjs/strict-transport-security',
      'sonarjs/x-powered-by',
      'sonarjs/disabled-auto-escaping',
      'security/detect-disable-mustache-escape',
    ],
    'deps/cdn-without-sri': ['sonarjs/disabled-resource-integrity'],
    'deps/hallucinated-package': ['sonarjs/no-implicit-dependencies'],
    'residue/hidden-unicode': ['security/detect-bidi-characters', 'security/detect-invisible-characters'],
    'residue/demo-security-comment': ['sonarjs/todo-tag', 'sonarjs/fixme-tag'],
    'residue/swallowed-security-error': ['sonarjs/no-ignored-exceptions'],
  },
};

export const bandit: Rival = {
  name: 'bandit',
  files: /\.py$/,
  rules: {
    'token-storage/credential-file-permissions': ['B103'],
    'token-storage/temp-file': ['B108', 'B306'],
    'token-lifecycle/insecure-random-token': ['B311'],
    'defaults/debug-enabled': ['B201'],
    'defaults/default-credentials': ['B105', 'B106', 'B107'],
    'defaults/tls-verify-disabled': ['B323', 'B501'],
    'defaults/tls-weak-version': ['B502', 'B503', 'B504'],
    'defaults/weak-crypto': ['B303', 'B304', 'B305', 'B324', 'B505'],
    'defaults/host-key-check-disabled': ['B507'],
    'defaults/cleartext-http': ['B309', 'B312', 'B321'],
    'defaults/security-headers-off': ['B701', 'B702', 'B703', 'B308'],
    'defaults/unsafe-deserialization': ['B301', 'B302', 'B506'],
    'defaults/missing-timeout': ['B113'],
    'deps/model-download-unpinned': ['B614', 'B615'],
    'residue/hidden-unicode': ['B613'],
    'residue/swallowed-security-error': ['B110', 'B112'],
  },
};
