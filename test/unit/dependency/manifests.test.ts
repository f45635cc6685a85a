import assert from 'node:assert/strict';
import { manifests } from '../../../server/detectors/dependency/manifests/manifests.ts';

/** `name wants [version]` of every entry, read where its spans say that it stands. */
function entries(path: string, text: string): string[] {
  return manifests({ path, text }).map(({ span, version, wants }) => {
    const written = version ? ` [${text.slice(version.start, version.end)}]` : '';
    return `${text.slice(span.start, span.end)} ${wants}${written}`;
  });
}

describe('manifests', () => {
  it('of npm', () => {
    const text = `{
  "name": "app", "version": "1.0.0",
  "dependencies": { "a": "^1.0.0", "@s/b": "2.0.0", "c": "*", "d": "latest", "e": "workspace:^" },
  "devDependencies": { "f": "git+https://example.com/f.git", "g": "acme/g#0123456789012345678901234567890123456789" },
  "scripts": { "h": "latest" }, "overrides": { "i": "*" }
}`;
    assert.deepEqual(entries('web/package.json', text), [
      'a range [^1.0.0]',
      '@s/b exact [2.0.0]',
      'c any [*]',
      'd any [latest]',
      'e local [workspace:^]',
      'f remote [git+https://example.com/f.git]',
      'g exact [acme/g#0123456789012345678901234567890123456789]',
    ]);
    assert.deepEqual(entries('package.json', '{ "dependencies": { "a": "1.0.0", "b": '), ['a exact [1.0.0]']);
  });

  it('of pip', () => {
    const text =
      '# c\n-r base.txt\n--hash=sha256:00\nflask==3.0.3 ; python_version > "3"\r\n' +
      'gunicorn[gevent] >= 22, < 23  # why\n./local\nrequests\nlib @ git+https://example.com/lib.git\n' +
      'git+https://example.com/x.git@main#egg=x\n';
    assert.deepEqual(entries('requirements-dev.txt', text), [
      'flask exact [==3.0.3]',
      'gunicorn range [>= 22, < 23]',
      'requests any',
      'lib remote [@ git+https://example.com/lib.git]',
      'git+https://example.com/x.git@main#egg=x remote [git+https://example.com/x.git@main#egg=x]',
    ]);
    assert.deepEqual(entries('requirements/base.in', 'flask\n'), ['flask any']);
    assert.deepEqual(entries('notes.txt', 'flask\n'), []);
  });

  it('of pyproject.toml', () => {
    const text = `[build-system]
requires = ["hatchling"]
[project]
name = "app"
dependencies = [
  "flask>=3",  # "not-this"
  "lib",
]
[project.optional-dependencies]
dev = ["pytest==8.3.3"]
[tool.poetry.dependencies]
python = "^3.12"
django = "^5.0"
own = { path = "../own" }
star = "*"
far = { git = "https://example.com/far.git", branch = "main" }
[tool.uv.sources]
lib = { workspace = true }
[tool.black]
line-length = 100
`;
    assert.deepEqual(entries('pyproject.toml', text), [
      'hatchling any',
      'flask range [>=3]',
      'pytest exact [==8.3.3]',
      'django range [^5.0]',
      'own local',
      'star any [*]',
      'far remote',
    ]);
  });

  it('of setuptools', () => {
    const py =
      'setup(name="x", install_requires=["flask>=3", \'lib\'], extras_require={"dev": ["pytest"]}, zip_safe=False)';
    assert.deepEqual(entries('setup.py', py), ['flask range [>=3]', 'lib any', 'pytest any']);
    const cfg = '[metadata]\nname = x\n[options]\ninstall_requires =\n    flask>=3\n    lib\npython_requires = >=3\n';
    assert.deepEqual(entries('setup.cfg', cfg), ['flask range [>=3]', 'lib any']);
  });

  it('of Go, Rust, Ruby and PHP', () => {
    const mod =
      'module example.com/app\n\ngo 1.23\n\nrequire (\n\texample.com/a v1.2.3\n\texample.com/b/v2 v2.0.0 // indirect\n)\nreplace example.com/a => ../a\n';
    assert.deepEqual(entries('go.mod', mod), ['example.com/b/v2 exact [v2.0.0]']);
    const cargo =
      '[package]\nname = "x"\n[dependencies]\nserde = "1"\ntokio = { version = "1.40", features = ["full"] }\nown = { path = "own" }\nany = "*"\n[dev-dependencies.far]\nversion = "0.1"\n';
    assert.deepEqual(entries('Cargo.toml', cargo), [
      'serde range [1]',
      'tokio range',
      'own local',
      'any any [*]',
      'version range [0.1]',
    ]);
    const gems =
      "source 'https://rubygems.org'\ngem 'rails', '~> 7.1'\ngem \"rake\"\ngem 'own', path: '../own'\ngem 'far', github: 'acme/far'\n";
    assert.deepEqual(entries('Gemfile', gems), ['rails range [~> 7.1]', 'rake any', 'own local', 'far remote']);
    const php = '{ "require": { "php": ">=8", "ext-json": "*", "acme/a": "*", "acme/b": "dev-main" } }';
    assert.deepEqual(entries('composer.json', php), ['acme/a any [*]', 'acme/b moving [dev-main]']);
  });
});
