import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openDatabase, rows, sql } from '../../server/platform/database/database.ts';
import { startEmbeddedPostgres } from '../../server/platform/database/embedded-postgres.ts';
import type { Phone } from '../../simulator/chat/phone.ts';
import { createSimulator } from '../../simulator/simulator.ts';
import { createServerProcess } from './server-process.ts';

const KILLS = 6;
const PEOPLE_PER_LIFE = 20;
const SECRETS = { channelSecret: 'secret-of-the-crash-test', channelAccessToken: 'token-of-the-crash-test' };
/** Milliseconds of life before each kill; the same in every run. */
const [lifetimes = []] = fc.sample(
  fc.array(fc.integer({ min: 400, max: 2500 }), { minLength: KILLS, maxLength: KILLS }),
  { seed: 20_260_106, numRuns: 1 },
);

const dataDir = await mkdtemp(join(tmpdir(), 'ess-crash-'));
const line = createSimulator({
  channels: [{ key: 'public', ...SECRETS }],
  redeliverySchedule: Array.from({ length: 100 }, (_, attempt) => Math.min(250 * 2 ** attempt, 4000)),
  keep: 1_000_000,
});
const server = await createServerProcess(dataDir, await line.start(), SECRETS);
line.channel().webhook.endpoint = `${server.url}/webhook/line`;
// A LINE that takes its time, so that calls are on their way when the process dies.
line.faults.set({ redelivery: true, slowMilliseconds: 40 });

afterAll(async () => {
  await server.kill();
  await line.stop();
  // The server was killed, its PostgreSQL lives on: it is adopted and stopped.
  await (await startEmbeddedPostgres(dataDir)).stop();
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

test(`killed ${KILLS} times under load, no report is lost or doubled and every owed word is said`, async () => {
  await server.start();
  const phones: Phone[] = [];
  const sending: Promise<void>[] = [];
  for (const lifetime of lifetimes) {
    // Some report before the process dies, some at that moment, some while it is dead.
    const between = (lifetime * 1.1) / PEOPLE_PER_LIFE;
    const load = (async () => {
      for (let person = 0; person < PEOPLE_PER_LIFE; person++) {
        const phone = line.phone(`ผู้แจ้ง ${phones.length + 1}`);
        phones.push(phone);
        sending.push(reportFrom(phone, phones.length));
        await new Promise((next) => setTimeout(next, between));
      }
    })();
    await new Promise((over) => setTimeout(over, lifetime));
    await server.kill();
    await load;
    await server.start();
  }
  await Promise.all(sending);

  const cards = (phone: Phone) =>
    phone.messages().filter(({ from, words }) => from === 'bot' && /เลขที่ ES-/.test(words));
  await expect.poll(() => phones.filter((phone) => cards(phone).length === 0).length, { timeout: 300_000 }).toBe(0);

  const { url } = await startEmbeddedPostgres(dataDir);
  const db = openDatabase(url, { connections: 2 });
  try {
    const count = async (statement: ReturnType<typeof sql<{ count: number }>>) => (await rows(db, statement))[0]?.count;
    await expect
      .poll(() => count(sql<{ count: number }>`SELECT count(*) FROM line.outbound_messages WHERE state = 'owed'`), {
        timeout: 300_000,
      })
      .toBe(0);

    // Every webhook that got its 200 was handled, and handled once.
    const accepted = line.webhooks.deliveries.filter(({ outcome }) => outcome === 'ok').flatMap(({ events }) => events);
    const ids = [...new Set(accepted.map(({ webhookEventId }) => webhookEventId))];
    expect(ids.length).toBeGreaterThanOrEqual(phones.length * 2);
    const handled = await rows(
      db,
      sql<{ id: string }>`SELECT webhook_event_id AS id FROM line.webhook_events
        WHERE processed_at IS NOT NULL AND failed_at IS NULL`,
    );
    const done = new Set(handled.map(({ id }) => id));
    expect(ids.filter((id) => !done.has(id))).toEqual([]);
    expect(await count(sql<{ count: number }>`SELECT count(*) FROM intake.reporters`)).toBe(phones.length);
    expect(await count(sql<{ count: number }>`SELECT count(*) FROM incident.incidents`)).toBe(phones.length);
    expect(await count(sql<{ count: number }>`SELECT count(DISTINCT reporter_id) FROM incident.reports`)).toBe(
      phones.length,
    );
    expect(await count(sql<{ count: number }>`SELECT count(*) FROM incident.timeline WHERE kind = 'opened'`)).toBe(
      phones.length,
    );
    expect(
      await count(sql<{ count: number }>`SELECT count(*) FROM line.outbound_messages WHERE state = 'failed'`),
    ).toBe(0);
  } finally {
    await db.destroy();
  }

  // Each phone shows its own number; a card is there twice only where a reply was on its way when the process died:
  // LINE does not tell whether a reply arrived and knows no retry key for it, so it is pushed once.
  const numbers = phones.map((phone) => new Set(cards(phone).map(({ words }) => /ES-\d{4}-\d+/.exec(words)?.[0])));
  expect(numbers.every((own) => own.size === 1)).toBe(true);
  expect(new Set(numbers.flatMap((own) => [...own])).size).toBe(phones.length);
  const doubled = phones.filter((phone) => cards(phone).length > 1);
  for (const phone of doubled) {
    const ways = cards(phone).map(
      ({ requestId }) => line.outbound.find((call) => call.requestId === requestId)?.operation,
    );
    expect(ways).toEqual(['reply', 'push']);
  }
  // Pushes have a retry key: none was taken twice, however often it was tried.
  const taken = line.outbound.filter(({ operation, verdict }) => operation === 'push' && verdict === 'accepted');
  expect(new Set(taken.map(({ retryKey }) => retryKey)).size).toBe(taken.length);
  expect(line.outbound.flatMap(({ warnings }) => warnings)).toEqual([]);

  const refused = line.webhooks.deliveries.filter(({ outcome }) => outcome !== 'ok').length;
  const redelivered = line.webhooks.deliveries.filter(({ isRedelivery }) => isRedelivery).length;
  console.info(
    `${phones.length} reports, ${lifetimes.length} kills: ${refused} webhooks met a dead server, ${redelivered} redeliveries, ` +
      `${doubled.length} cards said twice (a reply on its way at a kill)`,
  );
  expect(refused).toBeGreaterThan(0);
  expect(await server.stop()).toBe(0);
}, 900_000);

async function reportFrom(phone: Phone, number: number): Promise<void> {
  // Each of the two says something by itself: redelivered, they may arrive in either order.
  await phone.sendText('โดนทำร้าย');
  // Apart from one another, so that nobody's report looks like another's.
  await phone.sendLocation({ lat: 16.75 + (number % 40) * 0.004, lng: 100.2 + Math.floor(number / 40) * 0.004 });
}
