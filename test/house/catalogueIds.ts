/**
 * The ids that rules outside of `secrets/` may have, by family and tier: 1 is what matters most in code that assistants
 * write, 2 comes next, 3 completes the list.
 */
export const catalogueIds: Readonly<Record<string, Readonly<Record<1 | 2 | 3, readonly string[]>>>> = {
  'token-storage': {
    1: words(`
      android-shared-preferences browser-side-api-key client-bundle-env cookie-missing-httponly
      cookie-missing-secure credential-file-permissions ios-user-defaults plaintext-file
      react-native-async-storage service-role-key-in-client url-token web-storage-token
    `),
    2: words(`
      ci-artifact-secret cookie-missing-samesite document-cookie-token web-storage-persisted-state
    `),
    3: words(`
      android-backup-exposed android-world-readable browser-extension-storage cookie-broad-domain-or-persistent
      db-plaintext dev-tool-credential-config electron-or-desktop-plain-store flutter-shared-preferences
      iac-plaintext-secret-param indexeddb-token ios-keychain-weak-accessibility oauth-implicit-flow
      postmessage-wildcard sdk-cache-localstorage sensitive-data-in-cookie temp-file vscode-global-state
    `),
  },
  'token-lifecycle': {
    1: words(`
      jwt-decode-without-verify jwt-no-expiry jwt-weak-or-hardcoded-secret refresh-response-discarded
    `),
    2: words(`
      insecure-random-token jwt-alg-none refresh-failure-not-cleared refresh-no-rotation
    `),
    3: words(`
      gha-static-cloud-credentials jwt-excessive-expiry jwt-no-revocation jwt-sensitive-payload
      logout-no-revocation long-lived-cloud-key oauth-missing-state-pkce refresh-concurrent-no-lock
      refresh-retry-loop secret-no-rotation session-fixation timing-unsafe-compare
    `),
  },
  permissions: {
    1: words(`
      agent-allow-all-tools agent-mcp-inline-secret aws-iam-admin-policy aws-iam-wildcard-action
      aws-iam-wildcard-resource aws-wildcard-principal azure-broad-role-assignment cors-wildcard-origin
      db-rls-disabled firebase-rules-allow-all gcp-primitive-role gha-dangerous-trigger gha-script-injection
      gha-write-all k8s-privileged-container k8s-rbac-wildcard network-open-ingress
    `),
    2: words(`
      agent-mcp-unpinned-server aws-assume-role-broad-trust aws-iam-malformed-or-unknown-action
      aws-iam-privilege-escalation aws-s3-public-acl cors-credentials-reflected db-grant-all db-rls-always-true
      docker-env-secret docker-privileged docker-root-user fs-chmod-777 gcp-public-member
      gha-missing-permissions k8s-cluster-admin-binding k8s-secret-in-env oauth-broad-scope
    `),
    3: words(`
      agent-code-exec-tool agent-endpoint-override agent-hook-or-task-autorun agent-mcp-broad-filesystem
      agent-mcp-command-risk agent-mcp-insecure-remote agent-poisoned-instructions agent-skill-broad-tools
      aws-iam-credentials-exposure aws-iam-data-exfiltration aws-iam-not-action aws-iam-user-attached-policy
      aws-imds-v1 aws-lambda-public aws-s3-public-access-block-off aws-s3-public-policy
      aws-sagemaker-or-batch-root azure-custom-role-wildcard azure-local-auth-or-admin azure-network-public
      azure-storage-public bind-all-interfaces browser-extension-broad-host ci-debug-enabled
      db-exposed-auth-or-sensitive db-no-auth db-public db-security-definer docker-sudo-or-unsafe-run
      electron-insecure-webprefs gcp-default-service-account gcp-kms-separation gcp-sa-impersonation
      gha-cache-poisoning gha-container-credentials gha-github-app-broad gha-insecure-commands
      gha-secret-unredacted gha-secrets-overexposed gha-self-hosted-runner gha-spoofable-condition
      github-org-or-repo-broad gitlab-ci-unsafe k8s-added-capabilities k8s-apiserver-insecure
      k8s-automount-token k8s-exposed-service k8s-host-namespace k8s-host-path k8s-networkpolicy-open
      k8s-privilege-escalation k8s-rbac-anonymous k8s-rbac-escalation k8s-rbac-secrets-access k8s-run-as-root
      k8s-sandbox-disabled mobile-dangerous-permissions network-open-egress os-privileged-exec runtime-allow-all
      supabase-public-bucket
    `),
  },
  logging: {
    1: words(`
      credential-in-log
    `),
    2: words(`
      env-or-request-dump http-body-or-debug-logging
    `),
    3: words(`
      error-stack-exposure injection mobile-log-sensitive terraform-sensitive-output third-party-leak
    `),
  },
  defaults: {
    1: words(`
      debug-enabled tls-verify-disabled
    `),
    2: words(`
      default-credentials
    `),
    3: words(`
      allowed-hosts-wildcard cleartext-http csrf-disabled host-key-check-disabled missing-auth missing-timeout
      security-headers-off tls-weak-version unsafe-deserialization weak-crypto webview-insecure
    `),
  },
  deps: {
    1: words(`
      hallucinated-package unpinned-action
    `),
    2: words(`
      unpinned-dependency
    `),
    3: words(`
      cdn-without-sri curl-pipe-shell dependabot-insecure gha-known-bad-action git-or-url-dependency
      insecure-package-source install-script model-download-unpinned typosquat-package unpinned-container-image
      unpinned-iac-module
    `),
  },
  residue: {
    1: words(`
      hidden-unicode stub-auth
    `),
    2: words(`
      assistant-preamble elided-code markdown-fence phantom-security-helper
    `),
    3: words(`
      chat-or-tool-tokens demo-security-comment placeholder-credential swallowed-security-error
    `),
  },
};

/** Ids of rules that the catalogue does not have, because they are about what a team has chosen. */
export const ownIds: readonly string[] = [
  'deps/licence-not-allowed',
  'token-storage/environment-file-copy',
  'token-storage/environment-file-elsewhere',
];

function words(list: string): string[] {
  return list.trim().split(/\s+/);
}
