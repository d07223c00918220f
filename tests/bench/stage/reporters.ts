import { createHmac, randomBytes } from 'node:crypto';
import { CHANNEL } from './server-process.ts';

/** A webhook of one event as LINE sends it. `id` is its webhookEventId. */
export type Webhook = { id: string; body: Buffer; signature: string };
export type Place = { lat: number; lng: number };

let made = 0;

/** An invented user id in LINE's form. */
export function aUserId(): string {
  return `U${randomBytes(16).toString('hex')}`;
}

/** An invented mobile number, another each time: people who share one would all be taken for the same danger. */
export function aPhone(): string {
  made += 1;
  return `081${String(made % 10_000_000).padStart(7, '0')}`;
}

/** The tap on an incident type: the first of the two taps. */
export function typeTap(userId: string, at: number): object {
  return event(userId, at, { type: 'postback', postback: { data: 'type:threat-or-assault' } });
}

/** The last tap: the pin. */
export function locationMessage(userId: string, at: number, { lat, lng }: Place): object {
  const address = 'ถนนตัวอย่าง ตำบลสมมติ ประเทศไทย';
  const id = `5${String(made).padStart(17, '0')}`;
  const message = { id, type: 'location', title: 'ตำแหน่งของฉัน', address, latitude: lat, longitude: lng };
  return event(userId, at, { type: 'message', message });
}

/** A picture; its bytes are what the benches' LINE is given. */
export function imageMessage(userId: string, at: number): object {
  const id = `7${String(made).padStart(17, '0')}`;
  return event(userId, at, { type: 'message', message: { id, type: 'image', contentProvider: { type: 'line' } } });
}

/** A phone, typed as the answer to our question. */
export function phoneMessage(userId: string, at: number, phone: string): object {
  return event(userId, at, {
    type: 'message',
    message: { id: `6${String(made).padStart(17, '0')}`, type: 'text', text: phone },
  });
}

function event(userId: string, at: number, what: object): object {
  made += 1;
  return {
    ...what,
    webhookEventId: `01BENCH${String(made).padStart(19, '0')}`,
    deliveryContext: { isRedelivery: false },
    timestamp: at,
    source: { type: 'user', userId },
    replyToken: `${userId}.${made}`,
    mode: 'active',
  };
}

/** The event as a signed webhook; a redelivery says so and is signed anew, as LINE does. */
export function sign(event: object, isRedelivery = false): Webhook {
  const body = Buffer.from(
    JSON.stringify({ destination: `U${'0'.repeat(32)}`, events: [{ ...event, deliveryContext: { isRedelivery } }] }),
  );
  const signature = createHmac('sha256', CHANNEL.channelSecret).update(body).digest('base64');
  return { id: (event as { webhookEventId: string }).webhookEventId, body, signature };
}

/** A place at most about `kilometres` away, different each time. */
export function placeNear({ lat, lng }: Place, kilometres: number): Place {
  const away = () => ((Math.random() * 2 - 1) * kilometres) / 111;
  const rounded = (value: number) => Math.round(value * 1e7) / 1e7;
  return { lat: rounded(lat + away()), lng: rounded(lng + away()) };
}
