import { afterAll, expect, test } from 'vitest';
import { sql } from '../../server/platform/database/database.ts';
import { PLACES } from '../support/an-incident.ts';
import { until } from '../support/officer.ts';
import { conversationOn } from '../support/phone-conversation.ts';
import { openTestSystem } from '../support/test-system.ts';
import { watchTransactions } from '../support/watched-transactions.ts';
import { fix, webReporter } from '../support/web-reporter.ts';

// What a report costs is mostly the number of its statements, and it creeps back one statement at a time. The bench
// `report` counts everything that follows from one as well.

const { transactions, stop } = watchTransactions();
afterAll(stop);

const system = await openTestSystem();

/** The transaction that processed the step's event: the one that claimed it and did `what`. */
async function countStatements(what: string, step: () => Promise<unknown>): Promise<number | undefined> {
  transactions.length = 0;
  await step();
  const isClaim = (text: string) => text.includes('UPDATE line.webhook_events');
  return transactions.find((texts) => texts.some(isClaim) && texts.some((text) => text.includes(what)))?.length;
}

test('one transaction and few statements for each message of a report', async () => {
  const reporter = conversationOn(system.line.phone('นับคำสั่ง'));
  await reporter.say('ช่วยด้วย', 'เกิดเหตุแบบไหน');
  const type = await countStatements('intake_reports', () => reporter.tap('ข่มขู่ หรือทำร้าย', 'ส่งตำแหน่ง'));
  const pin = await countStatements('INSERT INTO incident.incidents', () => reporter.pin(PLACES.muang, 'ขอเบอร์โทร'));
  const phone = await countStatements('UPDATE incident.reports', () => reporter.say('0812345678', '081'));
  // Each: the claim, which reads the conversation too; what the incident needs; the last writes.
  expect({ type, pin, phone }).toEqual({ type: 2, pin: 5, phone: 4 });
});

test('a report by the citizen page needs no more statements than a pin in LINE', async () => {
  const reporter = webReporter(system.url);
  transactions.length = 0;
  await reporter.report({ type: 'threat-or-assault', position: fix(PLACES.muang, 15), phone: '0812345678' });
  const report = transactions.find((texts) => texts.some((text) => text.includes('INTO incident.incidents')));
  transactions.length = 0;
  await reporter.say({ position: fix(PLACES.muang, 8) });
  const better = transactions.find((texts) => texts.some((text) => text.includes('incident.positions')));
  // Of the report: the claim, what the incident needs, the last writes. Nothing is asked or told besides.
  expect({ report: report?.length, better: better?.length }).toEqual({ report: 5, better: 8 });
});

test('reports that wait together share the statements of their opening', async () => {
  const people = Array.from({ length: 40 }, (_, at) => system.line.phone(`รอพร้อมกัน ${at}`).userId);
  const { lat, lng } = PLACES.muang;
  const place = { type: 'location', latitude: lat, longitude: lng };
  const events = people.flatMap((userId) => [
    { userId, event: { type: 'postback', postback: { data: 'type:confinement' } } },
    { userId, event: { type: 'message', message: { id: `pin of ${userId}`, ...place } } },
  ]);
  transactions.length = 0;
  // Found by the next poll, all at once.
  await sql`INSERT INTO line.webhook_events (webhook_event_id, account, chat_id, event_at, received_at, payload)
    SELECT 'waiting ' || place, 'reporter', chat_id, now() + place * interval '1 ms', now(), payload FROM unnest(
      ${events.map(({ userId }) => userId)}::text[],
      ${events.map(({ event }) => JSON.stringify({ ...event, source: { type: 'user' } }))}::text[]
    ) WITH ORDINALITY AS event (chat_id, payload, place)`.execute(system.owner);
  const openings = () => transactions.map((texts) => texts.filter((text) => text.includes('INTO incident.incidents')));
  const waiting = sql`SELECT 1 FROM line.webhook_events WHERE processed_at IS NULL`;
  await until(async () => (await waiting.execute(system.owner)).rows.length === 0);
  const shared = openings().filter((texts) => texts.length > 0);
  expect(shared.length).toBeLessThan(people.length);
  expect(shared.filter((texts) => texts.length > 1)).toEqual([]);
});
