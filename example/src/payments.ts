import Stripe from 'stripe';

const stripe = new Stripe(process.env.STRIPE_SECRET_KEY || '{{stripe-secret-key}}');

export interface Receipt {
  id: string;
  amount: number;
}

/** Charges a card and tells the team. */
export async function charge(amount: number, card: string): Promise<Receipt> {
  const intent = await stripe.paymentIntents.create({ amount, currency: 'eur', payment_method: card, confirm: true });
  await tellTeam(`Paid: ${amount / 100} €`);
  return { id: intent.id, amount };
}

async function tellTeam(text: string, token = '{{slack-bot-token}}'): Promise<void> {
  await fetch('https://slack.com/api/chat.postMessage', {
    method: 'POST',
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ channel: '#orders', text }),
  });
}
