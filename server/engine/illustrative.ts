/**
 * Whether a path is that of tests, fixtures, examples or documentation. A secret there is real often enough to be
 * shown, and made up often enough to be shown one level lower.
 * @param path relative, with forward slashes
 */
export function isIllustrative(path: string): boolean {
  return folder.test(path) || file.test(path) || classFile.test(path);
}

const folder =
  /(?:^|\/)(?:tests?|__tests__|testing|testdata|test-data|test_data|spec|specs|e2e|fixtures?|__fixtures__|mocks?|__mocks__|examples?|samples?|demos?|docs?|documentation|cassettes|snapshots|__snapshots__)\//i;

const file =
  /(?:^|\/)(?:readme|changelog|contributing)[^/]*$|\.(?:md|mdx|rst|adoc|example|sample|template|dist|snap)$|(?:[._-](?:test|tests|spec|fixture|example|sample|mock))\.[a-z]+$|(?:^|\/)(?:test_|conftest)[^/]*\.py$/i;

/** `UserTest.java`; in lower case it would be any word. */
const classFile = /(?:Test|Tests|Spec)\.[a-z]+$/;
