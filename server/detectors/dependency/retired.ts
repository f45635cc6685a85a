import type { Dependency } from './dependency.ts';
import { isOneSlipAway } from './near.ts';

/**
 * Why an action of GitHub should be used no longer, or is not what its name says. Facts: the archived repositories and
 * release notes on github.com, GitHub's changelog (runners without node12 and node16; versions of the cache and artifact
 * actions that were switched off), CVE-2024-42471, CVE-2025-30066, CVE-2025-30154.
 * @returns undefined where nothing is known against it
 */
export function retirement({ ecosystem, name, reference }: Dependency): string | undefined {
  if (ecosystem !== 'action') return undefined;
  const repository = name.toLowerCase().split('/').slice(0, 2).join('/');
  const near = isPopular(repository) ? undefined : popular.find((other) => isSquat(repository, other));
  if (near) return `its owner is one letter away from that of ${near}`;
  if (archived.test(repository)) return 'its owner archived it, and nobody mends it';
  const version = reference === undefined ? undefined : versionOf(reference);
  if (!version) return undefined;
  const attacked = vulnerable[repository];
  if (attacked && version.length > 1 && isBelow(version, attacked.fixed) && !isBelow(version, attacked.since)) {
    return attacked.reason;
  }
  const least = leastMajor[repository];
  if (least !== undefined && version[0]! < least)
    return `this version needs a Node that runners no longer have; v${least} does not`;
  return undefined;
}

/** Whether somebody else may have made it to be mistaken: the owner's name is nearly the same. Of the same owner it is just a slip. */
function isSquat(repository: string, other: string): boolean {
  const [owner, name] = repository.split('/');
  const [otherOwner, otherName] = other.split('/');
  return name === otherName && isOneSlipAway(owner!, otherOwner!);
}

function isPopular(repository: string): boolean {
  return popular.includes(repository);
}

function versionOf(reference: string): number[] | undefined {
  return /^v?\d+(?:\.\d+){0,2}$/.test(reference) ? reference.replace(/^v/, '').split('.').map(Number) : undefined;
}

function isBelow(version: readonly number[], other: readonly number[]): boolean {
  for (let i = 0; i < other.length; i++) {
    const difference = (version[i] ?? 0) - other[i]!;
    if (difference) return difference < 0;
  }
  return false;
}

const vulnerable: Readonly<Record<string, { since: readonly number[]; fixed: readonly number[]; reason: string }>> = {
  'actions/download-artifact': {
    since: [4, 0, 0],
    fixed: [4, 1, 3],
    reason: 'this version writes files outside of its folder (CVE-2024-42471); v4.1.3 mends it',
  },
  'tj-actions/changed-files': {
    since: [1, 0, 0],
    fixed: [46, 0, 1],
    reason: 'this version was taken over and printed secrets (CVE-2025-30066); v46.0.1 mends it',
  },
};

/** The first major version that runs on node20 or later. */
const leastMajor: Readonly<Record<string, number>> = {
  'actions/checkout': 4,
  'actions/setup-node': 4,
  'actions/setup-python': 5,
  'actions/setup-java': 4,
  'actions/setup-go': 5,
  'actions/setup-dotnet': 4,
  'actions/cache': 4,
  'actions/upload-artifact': 4,
  'actions/download-artifact': 4,
  'actions/github-script': 7,
  'actions/labeler': 5,
  'actions/stale': 9,
  'docker/login-action': 3,
  'docker/build-push-action': 5,
  'docker/setup-buildx-action': 3,
  'docker/setup-qemu-action': 3,
  'docker/metadata-action': 5,
  'codecov/codecov-action': 4,
  'softprops/action-gh-release': 2,
  'peaceiris/actions-gh-pages': 4,
  'aws-actions/configure-aws-credentials': 4,
  'google-github-actions/auth': 2,
  'google-github-actions/setup-gcloud': 2,
  'azure/login': 2,
  'golangci/golangci-lint-action': 4,
};

const archived =
  /^(?:actions\/(?:create-release|upload-release-asset|setup-ruby|setup-haskell|setup-elixir|hello-world-javascript-action)|actions-rs\/.+|semgrep\/semgrep-action)$/;

const popular: readonly string[] = [
  ...Object.keys(leastMajor),
  'actions/configure-pages',
  'actions/deploy-pages',
  'actions/upload-pages-artifact',
  'actions/dependency-review-action',
  'actions/attest-build-provenance',
  'actions/create-github-app-token',
  'actions/first-interaction',
  'github/codeql-action',
  'pnpm/action-setup',
  'ruby/setup-ruby',
  'gradle/actions',
  'pypa/gh-action-pypi-publish',
  'astral-sh/setup-uv',
  'dtolnay/rust-toolchain',
  'swatinem/rust-cache',
  'goreleaser/goreleaser-action',
  'hashicorp/setup-terraform',
  'aquasecurity/trivy-action',
  'sigstore/cosign-installer',
  'ossf/scorecard-action',
  'peter-evans/create-pull-request',
  'tj-actions/changed-files',
  'dorny/paths-filter',
  'oven-sh/setup-bun',
  'denoland/setup-deno',
  'changesets/action',
  'azure/setup-helm',
  'azure/setup-kubectl',
  'helm/kind-action',
];
