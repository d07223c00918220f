import { createHmac } from 'node:crypto';
import { SECRETS } from './line-stage.ts';

/** Posts a webhook as LINE does, or deliberately not. */
export async function postWebhook(
  address: string,
  body: unknown,
  { secret = SECRETS.channelSecret, path = '/webhook/line', headers = {} as Record<string, string> } = {},
) {
  const bytes = Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
  const response = await fetch(address + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'x-line-signature': createHmac('sha256', secret).update(bytes).digest('base64'),
      ...headers,
    },
    body: bytes,
  });
  const text = await response.text();
  return { status: response.status, problem: text ? (JSON.parse(text) as { code?: string }) : undefined };
}

let made = 0;

/** A text message event of one person. */
export function aTextEvent(userId: string, text: string, more: Record<string, unknown> = {}) {
  made += 1;
  return {
    type: 'message',
    message: { type: 'text', id: `m${made}`, quoteToken: 'q', text },
    webhookEventId: `event-${made}`,
    deliveryContext: { isRedelivery: false },
    timestamp: Date.now(),
    source: { type: 'user', userId },
    mode: 'active',
    ...more,
  };
}

/** An invented user id in LINE's form. */
export function aUserId(letter: string): string {
  return `U${letter.repeat(32)}`;
}
