import { expect, test } from 'vitest';
import { makePlacementCode } from '../../contract/placement-code.ts';
import { forgetWebReports } from '../../server/capabilities/intake/store-forgetting.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';
import { fix, type WebReporter, webReporter } from '../support/web-reporter.ts';

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const CODE = makePlacementCode(() => Uint8Array.of(7, 19, 3, 15, 9, 22, 30));
const inDays = (days: number) => forgetWebReports(db, new Date(Date.now() + days * 24 * 3_600_000));

/** A report with a message, and whatever happens to its incident. */
async function reported(...actions: [action: string, body: object][]) {
  const officer = await system.officer('duty1');
  const nok = webReporter(system.url);
  const placement = { code: CODE, isHere: false };
  const { incidentCode } = await nok.report({ position: fix(PLACES.muang, 20), placement, note: 'เขาทุบประตู' });
  const { id } = await officer.sees(({ code }) => code === incidentCode);
  for (const [action, body] of actions)
    expect(await officer.post(`/api/v1/incidents/${id}/${action}`, body)).toMatchObject({ status: 200 });
  return nok;
}

const END: [string, object][] = [
  ['acknowledge', { etaMinutes: 5 }],
  ['resolve', { disposition: 'handled', victims: false, children: false }],
];
const isThere = async (nok: WebReporter) => (await nok.say({ language: 'th' })).status === 200;
const kept = async (nok: WebReporter) => (await nok.status()).messages.length > 0;

test('the conversation on the page goes a week after the end, secret and device three months after it; an open report keeps both', async () => {
  const [open, ended] = [await reported(), await reported(...END)];
  const id = sql`(SELECT report_id FROM intake.web_reports WHERE code = ${(await ended.status()).code})`;
  const [{ reportId } = { reportId: '' }] = await rows(db, sql<{ reportId: string }>`SELECT ${id} AS "reportId"`);
  await sql`UPDATE intake.reports SET last_notified = last_notified || jsonb_build_object('status', 'closed', 'endedAt', now())
    WHERE id = ${reportId}`.execute(db);
  const lineUserId = `U${'7'.repeat(32)}`;
  await sql`UPDATE intake.web_reports SET line_user_id = ${lineUserId} WHERE report_id = ${reportId}`.execute(db);

  await inDays(6.9);
  expect(await Promise.all([kept(open), kept(ended)])).toEqual([true, true]);
  await Promise.all([inDays(8), inDays(8)]);
  expect(await Promise.all([kept(open), kept(ended)])).toEqual([true, false]);
  expect((await ended.status()).state).toBe('closed');

  await inDays(89);
  expect(await isThere(ended)).toBe(true);
  await inDays(91);
  expect(await Promise.all([isThere(open), isThere(ended)])).toEqual([true, false]);
  // By which way the code was used stays, without whose account it was.
  const ways = sql`SELECT way FROM intake.published_placement_reports WHERE placement_code = ${CODE} ORDER BY way`;
  expect(await rows(db, ways)).toEqual([{ way: 'liff' }, { way: 'web' }]);
  const { rows: left } = await sql`SELECT FROM intake.web_reports WHERE line_user_id IS NOT NULL`.execute(db);
  expect(left).toEqual([]);
});

test('what never became a report is forgotten by its age', async () => {
  const dropped = webReporter(system.url);
  await dropped.report({ type: 'confinement' });
  await dropped.say({ cancel: 'by-mistake' });
  expect((await dropped.status()).state).toBe('dropped');
  await inDays(89);
  expect((await dropped.status()).state).toBe('dropped');
  await inDays(91);
  expect(await isThere(dropped)).toBe(false);
});
