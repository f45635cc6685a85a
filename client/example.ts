import { window, workspace } from 'vscode';

/** Opens a document that has something to find in it, so that a person can see what Handrail does. */
export async function openExample(): Promise<void> {
  const document = await workspace.openTextDocument({ language: 'typescript', content: exampleText(Math.random) });
  await window.showTextDocument(document);
}

/**
 * A few lines as an assistant writes them. The key in them is made up anew each time, so that no text that looks alive
 * is part of the extension.
 * @param random a number from 0 to 1, like `Math.random`
 */
function exampleText(random: () => number): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
  const made = Array.from({ length: 32 }, () => letters[Math.floor(random() * letters.length)]).join('');
  return `import Stripe from 'stripe';

// This key is made up. It should be underlined: put the caret on it and press Ctrl+. (macOS: Cmd+.) for a fix.
const stripe = new Stripe('${['sk', 'live', made].join('_')}');

export async function charge(customer: string, amount: number) {
  return stripe.paymentIntents.create({ customer, amount, currency: 'eur' });
}
`;
}
