import { expect } from 'vitest';
import type { Phone } from '../../simulator/chat/phone.ts';
import { createSimulator, type Simulator } from '../../simulator/simulator.ts';
import { createKillableServer, type KillableServer } from './killable-server.ts';

const SECRETS = { channelSecret: 'secret-of-the-crash-test', channelAccessToken: 'token-of-the-crash-test' };

/** The server as a process, and a LINE that delivers again whatever was not taken. */
export async function openUnderLoad(dataDir: string): Promise<{ line: Simulator; server: KillableServer }> {
  const line = createSimulator({
    channels: [{ key: 'public', ...SECRETS }],
    redeliverySchedule: Array.from({ length: 100 }, (_, attempt) => Math.min(250 * 2 ** attempt, 4000)),
    keep: 1_000_000,
  });
  const server = await createKillableServer(dataDir, await line.start(), SECRETS);
  line.channel().webhook.endpoint = `${server.url}/webhook/line`;
  // A LINE that takes its time, so that calls are on their way when something dies.
  line.faults.set({ redelivery: true, slowMilliseconds: 40 });
  return { line, server };
}

export async function reportFrom(phone: Phone, number: number): Promise<void> {
  // Each of the two says something by itself: redelivered, they may arrive in either order.
  await phone.sendText('โดนทำร้าย');
  // Apart from one another, so that nobody's report looks like another's.
  await phone.sendLocation({ lat: 16.75 + (number % 40) * 0.004, lng: 100.2 + Math.floor(number / 40) * 0.004 });
}

/** What this phone was shown of its incident, with the incident's number. */
export const cardsOf = (phone: Phone) =>
  phone.messages().filter(({ from, text }) => from === 'bot' && /เลขที่ ES-/.test(text));

/**
 * A card is there twice only where a reply was on its way: LINE does not tell whether a reply arrived and knows no retry
 * key for it, so it is pushed once. A push has one: none was taken twice, however often it was tried.
 * @returns how many phones have a card twice
 */
export function expectNothingDoubled(line: Simulator, phones: Phone[]): number {
  const doubled = phones.filter((phone) => cardsOf(phone).length > 1);
  for (const phone of doubled) {
    const operations = cardsOf(phone).map(
      ({ requestId }) => line.outbound.find((call) => call.requestId === requestId)?.operation,
    );
    expect(operations).toEqual(['reply', 'push']);
  }
  const taken = line.outbound.filter(({ operation, verdict }) => operation === 'push' && verdict === 'accepted');
  expect(new Set(taken.map(({ retryKey }) => retryKey)).size).toBe(taken.length);
  expect(line.outbound.flatMap(({ warnings }) => warnings)).toEqual([]);
  return doubled.length;
}

/** What must be so in the database when everything has come to rest, for so many people who reported. */
export async function expectNothingLost(
  count: (from: string) => Promise<number | undefined>,
  people: number,
): Promise<void> {
  expect(await count('incident.incidents')).toBe(people);
  expect(await count('(SELECT DISTINCT reporter_id FROM incident.reports) AS reporters')).toBe(people);
  expect(await count("incident.timeline WHERE kind = 'opened'")).toBe(people);
  expect(await count("line.outbound_messages WHERE state = 'failed'")).toBe(0);
}
