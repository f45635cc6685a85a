/** What the played assistant offers after a line that ends in `after`: the rest of a plausible function. */
export interface Suggestion {
  readonly after: string;
  readonly credential: string;
  readonly text: string;
}

/** Made up when the tests are bundled (`bundle.ts`): nothing that looks alive is ever committed. */
declare const madeUp: { readonly githubToken: string; readonly slackToken: string };
const { githubToken, slackToken } = madeUp;

export const suggestions: readonly Suggestion[] = [
  {
    after: 'const token = ',
    credential: githubToken,
    text: [
      `'${githubToken}';`,
      "  const response = await fetch('https://api.github.com/repos/teapot/shop/issues', {",
      "    method: 'POST',",
      '    headers: { Authorization: `Bearer ${token}` },',
      '    body: JSON.stringify({ title }),',
      '  });',
      '  return response.json();',
    ].join('\n'),
  },
  {
    after: 'SLACK_TOKEN = ',
    credential: slackToken,
    text: [
      `"${slackToken}"`,
      '',
      '',
      'def headers() -> dict:',
      '    return {"Authorization": f"Bearer {SLACK_TOKEN}"}',
    ].join('\n'),
  },
];
