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

/** What these people say by their phones is found by the next poll, all at once: a type and a place each. */
async function reportTogether(people: readonly string[]): Promise<void> {
  const { lat, lng } = PLACES.muang;
  const place = { type: 'location', latitude: lat, longitude: lng };
  const events = people.flatMap((userId) => [
    { userId, event: { type: 'postback', postback: { data: 'type:confinement' } } },
    { userId, event: { type: 'message', message: { id: `pin of ${userId}`, ...place } } },
  ]);
  await sql`INSERT INTO line.webhook_events (webhook_event_id, account, chat_id, event_at, received_at, payload)
    SELECT 'of ' || chat_id || place, 'reporter', chat_id, now() + place * interval '1 ms', now(), payload FROM unnest(
      ${events.map(({ userId }) => userId)}::text[],
      ${events.map(({ event }) => JSON.stringify({ ...event, source: { type: 'user' } }))}::text[]
    ) WITH ORDINALITY AS event (chat_id, payload, place)`.execute(system.owner);
  const waiting = sql`SELECT 1 FROM line.webhook_events WHERE processed_at IS NULL`;
  await until(async () => (await waiting.execute(system.owner)).rows.length === 0 || undefined);
}

test('reports that wait together share the statements of their opening', async () => {
  const people = Array.from({ length: 40 }, (_, at) => system.line.phone(`รอพร้อมกัน ${at}`).userId);
  transactions.length = 0;
  await reportTogether(people);
  const openings = transactions.map((texts) => texts.filter((text) => text.includes('INTO incident.incidents')));
  const shared = openings.filter((texts) => texts.length > 0);
  expect(shared.length).toBeLessThan(people.length);
  expect(shared.filter((texts) => texts.length > 1)).toEqual([]);
});

test('people who wait for an answer are told by as many statements, one or many, and each of them once', async () => {
  const phones = Array.from({ length: 12 }, (_, at) => system.line.phone(`รอคำตอบ ${at}`));
  await reportTogether(phones.map(({ userId }) => userId));
  const waiting = sql`SELECT report.incident_id FROM incident.reports AS report
    JOIN intake.reports AS sent ON sent.id = report.report_id JOIN intake.reporters AS reporter ON reporter.id = sent.reporter_id`;
  const told = (phone: (typeof phones)[number]) =>
    phone.messages().filter(({ text }) => text?.includes('แจ้งสถานีและหัวหน้าเวรซ้ำแล้ว')).length;
  /** As if a step had just been executed for each of them. */
  const tell = async (people: typeof phones) => {
    const before = people.map(told);
    transactions.length = 0;
    await sql`UPDATE escalation.executions SET needs_reporter_update = true WHERE step = 0 AND incident_id IN (
      ${waiting} WHERE reporter.address = ANY(${people.map(({ userId }) => userId)}::text[]))`.execute(system.owner);
    await until(() => people.every((phone, at) => told(phone) > (before[at] ?? 0)) || undefined);
    const isOurs = (text: string) => text.includes('SET needs_reporter_update = false');
    return transactions.filter((texts) => texts.some(isOurs)).map((texts) => texts.length);
  };
  // Nothing else becomes due while they are told.
  await sql`UPDATE escalation.runs SET next_due_at = next_due_at + interval '1 day'`.execute(system.owner);
  const one = await tell(phones.slice(0, 1));
  expect(one).toHaveLength(1);
  expect(await tell(phones)).toEqual(one);
  await system.pass(0);
  expect(phones.map(told)).toEqual(phones.map((_, at) => (at === 0 ? 2 : 1)));
});
