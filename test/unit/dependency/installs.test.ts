import assert from 'node:assert/strict';
import { installs } from '../../../server/detectors/dependency/installs/installs.ts';
import { findKeywords, keywordTable } from '../../../server/engine/keywords.ts';
import { source } from '../../../server/engine/source.ts';

/** What is installed without a version, as it is named. */
function loose(text: string, file = 'Dockerfile'): string[] {
  return found(text, file)
    .filter(({ wants }) => wants === 'any' || wants === 'remote')
    .map(({ name }) => name);
}

function found(text: string, file = 'Dockerfile') {
  const ends: number[] = [];
  findKeywords(
    keywordTable(['install', 'apk', 'npm i ', 'add"', 'go get', 'go run', ' add', 'composer']),
    text,
    (_, end) => ends.push(end),
  );
  return installs(source(file, text), { ends, longest: 7 });
}

describe('packages that commands install', () => {
  const unpinned: readonly (readonly [string, ...string[]])[] = [
    ['RUN pip install flask', 'flask'],
    ['RUN pip3.12 install "flask[async]" gunicorn==22.0', 'flask'],
    ['RUN sudo -H python3 -m pip install --no-cache-dir flask', 'flask'],
    ['RUN PIP_INDEX=1 /opt/venv/bin/pip install flask > /dev/null 2>&1', 'flask'],
    ['RUN uv pip install flask', 'flask'],
    ['RUN --mount=type=cache,target=/root/.cache pip install flask', 'flask'],
    ['ONBUILD RUN apk add gcc', 'gcc'],
    ['RUN apt-get -y install a b=1 c', 'a', 'c'],
    ['RUN (apt-get install -y a) || true', 'a'],
    ['RUN apt-get install -y --no-install-recommends \\\n    a \\\n    # why\n    b=2 \\\n    c', 'a', 'c'],
    ['RUN apt-get install -y \\\r\n    a \\\r\n    b', 'a', 'b'],
    ['RUN ["apk", "add", "gcc"]', 'gcc'],
    ['RUN <<EOF\napt-get install a\nEOF', 'a'],
    ['RUN npm i -g @acme/cli typescript@latest', '@acme/cli', 'typescript'],
    ['RUN yarn global add serve', 'serve'],
    ['RUN npm install git+https://example.com/x.git', 'git+https:'],
    ['RUN dnf module install -y nodejs', 'nodejs'],
    ['RUN gem install rails', 'rails'],
    ['RUN go install example.com/x/cmd/y', 'example.com/x/cmd/y'],
    ['RUN cargo install ripgrep --locked', 'ripgrep'],
    ['RUN composer global require acme/tool', 'acme/tool'],
    ['RUN conda install -c conda-forge -y numpy', 'numpy'],
  ];
  for (const [text, ...names] of unpinned) it(`are found in ${text}`, () => assert.deepEqual(loose(text), names));

  const pinned = [
    'RUN pip install flask==3.0.3 "gunicorn>=22" --index-url https://example.com/simple',
    'RUN pip install -r requirements.txt -c constraints.txt flask',
    'RUN pip install . ./lib -e /src/lib app.whl https://example.com/a.zip',
    'RUN pip install $PACKAGES "flask==${FLASK}" git+https://example.com/x.git@v1',
    'RUN pip install --upgrade pip setuptools wheel',
    'RUN pip install --root-user-action ignore flask==3',
    'RUN pip download flask && pip uninstall flask',
    'RUN npm ci && npm install && npm run install things',
    'RUN npm install ./local ../x file.tgz --omit dev --registry https://example.com a@1',
    'RUN apt-get update && apt-get install -y a=1.0 ./b.deb $C',
    'RUN apk add --no-cache --virtual .build "a>1" b~2 && apk del .build',
    'RUN yum install -y gcc-c++-13.2.1 https://example.com/x.rpm @tools',
    'RUN gem install rails -v 7.1.0 && gem install rake:13',
    'RUN go install ./cmd/x && go run main.go && go get example.com/x@v1.2.3',
    'RUN echo install flask; cp install.sh /',
    '# RUN pip install flask',
    'COPY pip install /x',
    'LABEL note="pip install flask"',
    'RUN notpip install flask',
  ];
  for (const text of pinned) it(`are as wanted in ${text}`, () => assert.deepEqual(loose(text), []));

  it('are found in the steps of pipelines, and not in other YAML', () => {
    const text = 'steps:\n  - run: pip install flask\n  - run: |\n      npm install -g serve\n';
    assert.deepEqual(loose(text, '.github/workflows/ci.yml'), ['flask', 'serve']);
    assert.deepEqual(loose('script:\n  - pip install flask\n', '.gitlab-ci.yml'), ['flask']);
    assert.deepEqual(loose(text, 'values.yaml'), []);
  });

  it('stand where they are written, with their quotes', () => {
    const text = 'RUN apt-get install a=1 && pip install \\\n  "flask"';
    const [, flask] = found(text);
    assert.equal(text.slice(flask!.span.start, flask!.span.end), '"flask"');
  });

  it('are read in time that is in proportion to the text', () => {
    const text = `RUN pip install ${'a==1 \\\n '.repeat(2000)} flask`;
    assert.deepEqual(loose(text), ['flask']);
    assert.deepEqual(loose(`RUN pip install ${'a $('.repeat(6000)}`), []);
  });
});
