import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { openDatabase, rows, sql } from '../../server/platform/database/database.ts';
import { startEmbeddedPostgres } from '../../server/platform/database/embedded-postgres.ts';
import type { Phone } from '../../simulator/chat/phone.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import { cardsOf, expectNothingDoubled, expectNothingLost, openUnderLoad, reportFrom } from './under-load.ts';

const KILLS = 6;
const PEOPLE_PER_LIFE = 20;
/** Milliseconds of life before each kill; the same in every run. */
const [lifetimes = []] = fc.sample(
  fc.array(fc.integer({ min: 400, max: 2500 }), { minLength: KILLS, maxLength: KILLS }),
  { seed: 20_260_106, numRuns: 1 },
);

const dataDir = await mkdtemp(join(tmpdir(), 'ess-crash-'));
const { line, server } = await openUnderLoad(dataDir);

afterAll(async () => {
  await server.kill();
  await line.stop();
  // The server was killed, its PostgreSQL lives on: it is adopted and stopped.
  await (await startEmbeddedPostgres(dataDir)).stop();
  await rm(dataDir, { recursive: true, force: true });
});

test(`killed ${KILLS} times under load, no report is lost or doubled and every pending message is sent`, async () => {
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

  await expect.poll(() => phones.filter((phone) => cardsOf(phone).length === 0).length, { timeout: 300_000 }).toBe(0);

  const { url } = await startEmbeddedPostgres(dataDir);
  const db = openDatabase(url, { connections: 2 });
  try {
    const count = async (from: string) =>
      (await rows(db, sql.raw<{ count: number }>(`SELECT count(*) FROM ${from}`)))[0]?.count;
    // LINE delivers again until every event got its 200: also when the last card was there before that.
    const idsOf = (deliveries: Simulator['webhooks']['deliveries']) =>
      new Set(deliveries.flatMap(({ events }) => events.map(({ webhookEventId }) => webhookEventId)));
    const accepted = () => idsOf(line.webhooks.deliveries.filter(({ outcome }) => outcome === 'ok'));
    await expect.poll(() => idsOf(line.webhooks.deliveries).difference(accepted()).size, { timeout: 300_000 }).toBe(0);
    expect(accepted().size).toBeGreaterThanOrEqual(phones.length * 2);

    // Each was handled, and handled once.
    const handled = async () =>
      new Set(
        (
          await rows(
            db,
            sql<{ id: string }>`SELECT webhook_event_id AS id FROM line.webhook_events
              WHERE processed_at IS NOT NULL AND failed_at IS NULL`,
          )
        ).map(({ id }) => id),
      );
    await expect.poll(async () => [...accepted().difference(await handled())], { timeout: 300_000 }).toEqual([]);
    await expect.poll(() => count("line.outbound_messages WHERE state = 'pending'"), { timeout: 300_000 }).toBe(0);
    expect(await count('intake.reporters')).toBe(phones.length);
    await expectNothingLost(count, phones.length);
  } finally {
    await db.destroy();
  }

  // Each phone shows its own number.
  const numbers = phones.map((phone) => new Set(cardsOf(phone).map(({ text }) => /ES-\d{4}-\d+/.exec(text)?.[0])));
  expect(numbers.every((own) => own.size === 1)).toBe(true);
  expect(new Set(numbers.flatMap((own) => [...own])).size).toBe(phones.length);
  const doubled = expectNothingDoubled(line, phones);

  const refused = line.webhooks.deliveries.filter(({ outcome }) => outcome !== 'ok').length;
  const redelivered = line.webhooks.deliveries.filter(({ isRedelivery }) => isRedelivery).length;
  console.info(
    `${phones.length} reports, ${lifetimes.length} kills: ${refused} webhooks met a dead server, ${redelivered} redeliveries, ` +
      `${doubled} cards said twice (a reply on its way at a kill)`,
  );
  expect(refused).toBeGreaterThan(0);
  expect(await server.stop()).toBe(0);
}, 900_000);
