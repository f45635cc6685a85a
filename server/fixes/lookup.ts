/**
 * How programs of some languages get a secret from where it is kept. Plain data: what is special about a place in the
 * code is known by the language's rewriter, what is special about the store stands here.
 *
 * In the texts, `<NAME>` stands for the secret's name, `<'NAME'>` for the name as a string of the language, `<HELPER>`
 * for the helper's name, `<IMPORTED>` for the imported thing.
 */
export interface Lookup {
  /** The store: `env` is the environment of the process. */
  readonly manager: string;
  /** VS Code language ids. */
  readonly languages: readonly string[];
  /** What the person reads. */
  readonly title: string;
  /** An expression, an operand that needs no brackets. It must fail, naming the variable, where there is no value. */
  readonly value: string;
  /** A function that the expression calls, put into the file once. */
  readonly helper?: Helper;
  /** What the expression needs imported. */
  readonly import?: { readonly module: string; readonly member: string };
  /** A statement that checks that the secret is there, for where its value is not needed. */
  readonly check: string;
}

export interface Helper {
  /** Its name, and further ones for files that use the name for something else. */
  readonly names: readonly string[];
  /** Indented by two spaces. */
  readonly text: string;
}

/** The look-ups we know, best first. */
export const lookups: readonly Lookup[] = [
  {
    manager: 'env',
    languages: ['typescript', 'typescriptreact'],
    title: 'Replace by the environment variable <NAME>',
    value: "<HELPER>(<'NAME'>)",
    helper: {
      names: ['requireEnv', 'requireEnvironmentVariable', 'environmentVariableOrThrow'],
      text: `function <HELPER>(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(\`Missing environment variable \${name}\`);
  return value;
}`,
    },
    check: "<HELPER>(<'NAME'>)",
  },
  {
    manager: 'env',
    languages: ['javascript', 'javascriptreact'],
    title: 'Replace by the environment variable <NAME>',
    value: "<HELPER>(<'NAME'>)",
    helper: {
      names: ['requireEnv', 'requireEnvironmentVariable', 'environmentVariableOrThrow'],
      text: `function <HELPER>(name) {
  const value = process.env[name];
  if (!value) throw new Error(\`Missing environment variable \${name}\`);
  return value;
}`,
    },
    check: "<HELPER>(<'NAME'>)",
  },
  {
    manager: 'env',
    languages: ['python'],
    title: 'Replace by the environment variable <NAME>',
    value: "<IMPORTED>[<'NAME'>]",
    import: { module: 'os', member: 'environ' },
    check: `if <'NAME'> not in <IMPORTED>:
    raise RuntimeError("Missing environment variable <NAME>")`,
  },
];

/** The text of a look-up with its placeholders filled in. */
export function fill(text: string, values: { readonly [placeholder: string]: string }): string {
  return text.replace(/<('?)(NAME|HELPER|IMPORTED)\1>/g, (whole) => values[whole.slice(1, -1)] ?? whole);
}
