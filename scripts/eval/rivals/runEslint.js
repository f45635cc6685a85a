// Lints a folder with the rules it is given, whatever the folder itself says: `node runEslint.js <folder> <rule,rule,…>`.
// Prints a JSON list of { path, rule, line, endLine }; paths are relative to the folder.
import { relative } from 'node:path';
import sdl from '@microsoft/eslint-plugin-sdl';
import parser from '@typescript-eslint/parser';
import { ESLint } from 'eslint';
import security from 'eslint-plugin-security';
import sonarjs from 'eslint-plugin-sonarjs';

const [folder, names] = process.argv.slice(2);
const eslint = new ESLint({
  cwd: folder,
  overrideConfigFile: true,
  ignore: false,
  allowInlineConfig: false,
  errorOnUnmatchedPattern: false,
  overrideConfig: [
    {
      files: ['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}'],
      languageOptions: { parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      plugins: { sonarjs, security, sdl },
      rules: Object.fromEntries(names.split(',').map((name) => [name, 'error'])),
    },
  ],
});
const results = await eslint.lintFiles(['**/*.{js,jsx,mjs,cjs,ts,tsx,mts,cts}']);
const findings = results.flatMap(({ filePath, messages }) =>
  messages
    .filter(({ ruleId }) => ruleId)
    .map(({ ruleId, line, endLine }) => ({ path: relative(folder, filePath), rule: ruleId, line, endLine })),
);
process.stdout.write(JSON.stringify(findings));
