/** The VS Code language id for a path, by file name, then by ending; `plaintext` where unknown. */
export function languageOf(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const known = byName.get(name);
  if (known) return known;
  for (const [prefix, language] of byPrefix) if (name.startsWith(prefix)) return language;
  for (let dot = name.indexOf('.'); dot >= 0; dot = name.indexOf('.', dot + 1)) {
    const language = byEnding.get(name.slice(dot + 1));
    if (language) return language;
  }
  return 'plaintext';
}

const byName = new Map(
  Object.entries({
    dockerfile: 'dockerfile',
    containerfile: 'dockerfile',
    makefile: 'makefile',
    gnumakefile: 'makefile',
    jenkinsfile: 'groovy',
    gemfile: 'ruby',
    rakefile: 'ruby',
    podfile: 'ruby',
    vagrantfile: 'ruby',
    '.env': 'dotenv',
    '.envrc': 'shellscript',
    '.bashrc': 'shellscript',
    '.bash_profile': 'shellscript',
    '.profile': 'shellscript',
    '.zshrc': 'shellscript',
    '.npmrc': 'properties',
    '.pypirc': 'ini',
    '.gitconfig': 'ini',
    '.editorconfig': 'ini',
    'tsconfig.json': 'jsonc',
    'jsconfig.json': 'jsonc',
    'package.json': 'json',
  }),
);

const byPrefix: readonly (readonly [string, string])[] = [
  ['.env.', 'dotenv'],
  ['dockerfile.', 'dockerfile'],
  ['makefile.', 'makefile'],
];

const byEnding = new Map([
  ...endings('javascript', 'js mjs cjs es6'),
  ...endings('javascriptreact', 'jsx'),
  ...endings('typescript', 'ts mts cts'),
  ...endings('typescriptreact', 'tsx'),
  ...endings('vue', 'vue'),
  ...endings('svelte', 'svelte'),
  ...endings('astro', 'astro'),
  ...endings('html', 'html htm xhtml cshtml jsp ejs hbs'),
  ...endings('css', 'css'),
  ...endings('scss', 'scss'),
  ...endings('less', 'less'),
  ...endings('python', 'py pyi pyw'),
  ...endings('ipynb', 'ipynb'),
  ...endings('java', 'java'),
  ...endings('kotlin', 'kt kts'),
  ...endings('scala', 'scala sc sbt'),
  ...endings('groovy', 'groovy gradle gvy'),
  ...endings('go', 'go'),
  ...endings('c', 'c'),
  ...endings('cpp', 'cpp cc cxx c++ h hpp hh hxx ino'),
  ...endings('csharp', 'cs csx'),
  ...endings('fsharp', 'fs fsx fsi'),
  ...endings('vb', 'vb bas vbs'),
  ...endings('ruby', 'rb erb rake gemspec ru'),
  ...endings('php', 'php php3 php4 php5 phtml inc'),
  ...endings('rust', 'rs'),
  ...endings('swift', 'swift'),
  ...endings('objective-c', 'm'),
  ...endings('objective-cpp', 'mm'),
  ...endings('dart', 'dart'),
  ...endings('elixir', 'ex exs'),
  ...endings('erlang', 'erl hrl'),
  ...endings('clojure', 'clj cljs cljc edn'),
  ...endings('haskell', 'hs'),
  ...endings('lua', 'lua'),
  ...endings('perl', 'pl pm'),
  ...endings('r', 'r'),
  ...endings('julia', 'jl'),
  ...endings('shellscript', 'sh bash zsh ksh fish'),
  ...endings('powershell', 'ps1 psm1 psd1'),
  ...endings('bat', 'bat cmd'),
  ...endings('terraform', 'tf tfvars hcl'),
  ...endings('bicep', 'bicep'),
  ...endings('yaml', 'yaml yml'),
  ...endings('json', 'json har tfstate webmanifest'),
  ...endings('jsonc', 'jsonc json5 code-workspace'),
  ...endings('jsonl', 'jsonl ndjson'),
  ...endings('toml', 'toml'),
  ...endings('ini', 'ini cfg conf cnf'),
  ...endings('properties', 'properties'),
  ...endings('dotenv', 'env'),
  ...endings('xml', 'xml xsd xsl xslt svg plist config csproj vbproj props targets pom xaml storyboard wsdl'),
  ...endings('sql', 'sql ddl dml'),
  ...endings('dockerfile', 'dockerfile containerfile'),
  ...endings('makefile', 'mk mak'),
  ...endings('markdown', 'md markdown mdx'),
  ...endings('restructuredtext', 'rst'),
  ...endings('graphql', 'graphql gql'),
  ...endings('log', 'log'),
]);

function endings(language: string, list: string): [string, string][] {
  return list.split(' ').map((ending) => [ending, language]);
}
