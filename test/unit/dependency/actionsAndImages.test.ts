import assert from 'node:assert/strict';
import { actions } from '../../../server/detectors/dependency/actions.ts';
import { images } from '../../../server/detectors/dependency/images.ts';
import { retirement } from '../../../server/detectors/dependency/retired.ts';
import { findKeywords, keywordTable } from '../../../server/engine/keywords.ts';
import { source } from '../../../server/engine/source.ts';

function hitsOf(text: string, words: readonly string[]) {
  const ends: number[] = [];
  findKeywords(keywordTable(words), text, (_, end) => ends.push(end));
  return { ends: Int32Array.from(ends).sort(), longest: 10 };
}

const sha = '11bd71901bbe5b1630ceea73d27597364c9af683';

describe('actions of workflows', () => {
  const used = (text: string) => actions(source('.github/workflows/ci.yml', text), hitsOf(text, ['uses:']));

  it('are read with what stands behind their names', () => {
    const text = `
- uses: a/b@v1
- uses: "a/b/sub@main" # why
-   uses: a/b@${sha} # v1
- { uses: a/c@v2, with: { x: y } }
- uses: |
    a/d@v3
- uses: a/e
- uses: a/f@\${{ inputs.ref }}
- uses: ./local
- uses: $/.github/workflows/x.yml
# uses: a/g@v1
- run: echo "uses: a/h@v1"
`;
    assert.deepEqual(
      used(text).map(({ name, wants, reference }) => [name, wants, reference].join(' ')),
      [
        'a/b moving v1',
        'a/b/sub moving main',
        `a/b exact ${sha}`,
        'a/c moving v2',
        'a/d moving v3',
        'a/e any ',
        'a/f unclear ${{',
      ],
    );
  });

  it('stand where they are written', () => {
    const text = '- uses: "a/b@v1"\n';
    const [{ span, version }] = used(text) as [ReturnType<typeof used>[number]];
    assert.equal(text.slice(span.start, span.end), 'a/b@v1');
    assert.equal(text.slice(version!.start, version!.end), 'v1');
  });

  const retired: readonly (readonly [string, RegExp | undefined])[] = [
    ['actions/checkout@v3', /v4 does not/],
    ['actions/checkout@v4', undefined],
    ['actions/checkout@v4.2.2', undefined],
    [`actions/checkout@${sha}`, undefined],
    ['actions/create-release@v1', /archived/],
    ['actions-rs/toolchain@v1', /archived/],
    ['actions/download-artifact@v4.1.0', /CVE-2024-42471/],
    ['actions/download-artifact@v4.1.3', undefined],
    ['actions/download-artifact@v4', undefined],
    ['tj-actions/changed-files@v45.0.7', /CVE-2025-30066/],
    ['tj-actions/changed-files@v46.0.1', undefined],
    [`action/checkout@${sha}`, /one letter away from that of actions\/checkout/],
    [`dokcer/login-action@${sha}`, /docker\/login-action/],
    // Of the same owner it is a slip that finds nothing, and nobody waits for it.
    [`actions/chckout@${sha}`, undefined],
    ['acme/checkout@v1', undefined],
  ];
  for (const [written, reason] of retired) {
    it(`${reason ? 'should be used no longer' : 'are fine'}: ${written.slice(0, 40)}`, () => {
      const said = used(`- uses: ${written}\n`).map((one) => retirement(one));
      if (reason) assert.match(said[0] ?? '', reason);
      else assert.deepEqual(said, [undefined]);
    });
  }
});

describe('images of containers', () => {
  function loose(file: string, text: string): string[] {
    const found = images(source(file, text), hitsOf(text, ['image', 'container:', 'docker://']));
    return found.filter(({ wants }) => wants === 'any').map(({ name, customary }) => name + (customary ? '?' : ''));
  }

  it('of Dockerfiles, without stages and what is built from nothing', () => {
    const text = `FROM node AS build
from --platform=$BUILDPLATFORM example.com:5000/a/b:latest
FROM example.com:5000/a/c:1.2
FROM a@sha256:00
FROM $BASE
FROM scratch AS end
FROM build
COPY --from=build /a /a
COPY --chown=1:1 --from=nginx:latest /a /a
COPY --from=context /a /a
RUN echo FROM nowhere
`;
    assert.deepEqual(loose('Dockerfile', text), ['node', 'example.com:5000/a/b', 'nginx']);
  });

  it('of Kubernetes, Compose and pipelines', () => {
    assert.deepEqual(
      loose('a.yaml', 'kind: Pod\nspec:\n  containers:\n    - image: "nginx"\n    - image: nginx:1.27\n'),
      ['nginx'],
    );
    const compose =
      'services:\n  a:\n    build: .\n    image: own\n  b:\n    image: redis:latest\n  c:\n    image: x:${TAG}\n';
    assert.deepEqual(loose('compose.yml', compose), ['redis']);
    assert.deepEqual(loose('.gitlab-ci.yml', 'stages: [a]\nimage: node:22\n'), ['node?']);
    const workflow = 'on: push\njobs:\n  a:\n    container: node:22\n    steps:\n      - uses: docker://alpine\n';
    assert.deepEqual(loose('ci.yml', workflow), ['node?', 'alpine']);
  });

  it('of Terraform, where it starts containers', () => {
    const text = 'resource "kubernetes_pod" "a" {\n  spec {\n    container {\n      image = "nginx"\n    }\n  }\n}\n';
    assert.deepEqual(loose('main.tf', text), ['nginx']);
    assert.deepEqual(loose('main.tf', 'boot_disk {\n  image = "debian-12"\n}\n'), []);
  });

  it('are no pictures', () => {
    assert.deepEqual(loose('page.yml', 'kind: page\nimage: cover.png\n'), []);
    assert.deepEqual(loose('page.yml', 'title: x\nimage: cover\n'), []);
    assert.deepEqual(loose('page.yml', 'kind: page\nimage: /assets/cover\n'), []);
  });
});
