import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import { unzipSync } from 'fflate';
import readSheets from 'read-excel-file/universal';
import { expect, test } from 'vitest';
import type { AnnualReports, NewAnnualReport } from '../../contract/annual-report.ts';
import type { Problem } from '../../contract/problem.ts';
import { firstOfMonth, thaiDayOf } from '../../contract/thai-day.ts';
import { makeRollups } from '../../server/capabilities/insight/facts/store/rollup-rows.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { aCase, anAssessment, aRecord } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { readPdfText } from '../support/read-pdf-text.ts';
import { openTestSystem } from '../support/test-system.ts';

// The annual report over HTTP: what was recorded in cases and reported as incidents comes back in its files, which two people
// answer for and nobody changes.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const desk = await system.officer('desk1300');
const statistician = await system.officer('statistician');
const worker = await system.officer('caseworker');
const { personId: workerId } = await getDemoPerson(system, 'caseworker');
const today = thaiDayOf(system.clock.now());
/** A year that is over and in which the demonstration's families had no case yet. */
const year = Number(today.slice(0, 4)) - 3;
const PATH = '/api/v1/insight/annual-reports';

const draft = (asked: Partial<NewAnnualReport> = {}, by = statistician) =>
  by.post<{ id: string } & Problem>(PATH, { calendar: 'calendar', year, ...asked });
const signOff = (id: string, by = desk) => by.post<Problem>(`${PATH}/${id}/sign-off`, {});
async function fetchFile(id: string, name: string, by = desk) {
  const answer = await fetch(`${system.url}${PATH}/${id}/files/${name}`, { headers: { cookie: by.cookie } });
  return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
}
/** A table of the ZIP, each line by its code. */
async function tableOf(id: string, name: string): Promise<Map<string, string[]>> {
  const { bytes } = await fetchFile(id, 'tables-csv.zip');
  const lines = parse(Buffer.from(unzipSync(bytes)[`${name}.csv`] ?? []), { bom: true }) as string[][];
  return new Map(lines.map(([code = '', , , ...figures]) => [code, figures]));
}

/** A case of that year with somebody who works on it. */
async function aCaseOf(special: { isAtHome?: boolean; isMinor?: boolean } = {}): Promise<string> {
  const id = await aCase(db, { status: 'assessing', workerId, isMinor: special.isMinor ?? false });
  await sql`UPDATE care.cases SET opened_at = ${`${year}-02-03T03:00:00Z`}::timestamptz WHERE id = ${id}`.execute(db);
  if (special.isAtHome) {
    const body = anAssessment(3) as { domains: { safety: { codes: string[] } } };
    body.domains.safety.codes = ['hit', 'abuser-in-household'];
    await aRecord(db, id, 'assessment', body, { authorId: workerId, at: new Date(`${year}-02-05T03:00:00Z`) });
  }
  return id;
}
async function record(caseId: string, fact: string, day: string): Promise<void> {
  const happenedAt = `${day}T02:30:00.000Z`;
  const answer = await worker.post(`/api/v1/cases/${caseId}/legal-facts`, { fact, happenedAt });
  expect(answer, JSON.stringify(answer.body)).toMatchObject({ status: 200 });
}
/** Incidents of a day, written as their facts. */
async function happen(day: string, of: { type: string; n: number; children?: boolean; apart?: string }): Promise<void> {
  await sql`INSERT INTO insight.incident_facts (incident_id, reported_at, day, hour_of_week, province_code, district_code,
      subdistrict_code, agency_id, first_agency_id, type, channel, disposition, is_silent, is_ended, is_handed_over, has_eta,
      has_children, apart, reopen_count, nobody_came_count)
    SELECT gen_random_uuid(), ${day}::date + interval '3 hours', ${day}::date, 0, '65', '6501', '650101', gen_random_uuid(),
      gen_random_uuid(), ${of.type}, 'line', 'handled', false, true, false, false, ${of.children ?? false}, ${of.apart ?? null}::text, 0, 0
    FROM generate_series(1, ${of.n}::int)`.execute(db);
  await makeRollups(db, firstOfMonth(day));
}

const atHome = await aCaseOf({ isAtHome: true });
const elsewhere = await aCaseOf({ isMinor: true });
for (const day of [`${year}-03-01`, `${year}-03-01`, `${year}-03-20`]) await record(atHome, 'complaint-made', day);
await record(elsewhere, 'complaint-made', `${year}-12-31`);
await record(elsewhere, 'complaint-made', `${year - 1}-12-30`);
await record(atHome, 'protective-order-issued', `${year}-03-02`);
await record(atHome, 'protective-order-filed', `${year}-03-03`);
await record(atHome, 'court-order-issued', `${year}-03-09`);
await record(atHome, 'court-order-breached', `${year}-06-09`);
await record(elsewhere, 'settlement-made', `${year}-10-09`);
await happen(`${year}-04-13`, { type: 'threat-or-assault', n: 12, children: true });
await happen(`${year}-04-14`, { type: 'sexual-violence-risk', n: 3 });
await happen(`${year}-04-15`, { type: 'confinement', n: 2, apart: 'exercise' });
await happen(`${year - 1}-10-15`, { type: 'confinement', n: 4 });

test('what was recorded and reported is what the report counts, in every file', async () => {
  const { due } = (await desk.get<AnnualReports>(PATH)).body;
  expect(due).toContainEqual({ calendar: 'calendar', year, from: `${year}-01-01`, to: `${year}-12-31` });
  const made = await draft();
  expect(made, JSON.stringify(made.body)).toMatchObject({ status: 200 });
  const { id } = made.body;

  const law = await tableOf(id, 'law');
  // The same on the same day is one; the year before stands beside it.
  expect(law.get('complaint')).toEqual(['3', '2', '1']);
  expect(law.get('complaint-at-home')).toEqual(['2', '1', '0']);
  expect(law.get('official-order')).toEqual(['1', '1', '0']);
  expect(law.get('official-order-filed')).toEqual(['1', '1', '0']);
  expect(law.get('official-order-breached')).toEqual(['0', '0', '0']);
  expect(law.get('court-order')).toEqual(['1', '1', '0']);
  expect(law.get('court-order-breached')).toEqual(['1', '1', '0']);
  expect(law.get('settlement')).toEqual(['1', '1', '0']);
  const kinds = await tableOf(id, 'kinds');
  expect(kinds.get('threat-or-assault')).toEqual(['12', '0']);
  expect(kinds.get('confinement')).toEqual(['0', '4']);
  expect(kinds.get('total')).toEqual(['15', '4']);
  expect((await tableOf(id, 'involved')).get('with-children')).toEqual(['12']);
  expect((await tableOf(id, 'involved')).get('exercise')).toEqual(['2']);
  expect((await tableOf(id, 'cases')).get('total')).toEqual(['2']);
  expect((await tableOf(id, 'people')).get('minor')).toEqual(['1']);
  const found = await tableOf(id, 'found');
  expect([found.get('abuser-in-household'), found.get('not-assessed')]).toEqual([['1'], ['1']]);
  expect((await tableOf(id, 'unknown')).get('hospitals')?.slice(2)).toEqual(['', '']);
  // No month was published: nothing is said of a month or of a province.
  expect((await tableOf(id, 'months')).get(`${year}-04`)?.every((figure) => figure === 'not-published')).toBe(true);
  expect((await tableOf(id, 'provinces')).get('65')?.every((figure) => figure === 'not-shown')).toBe(true);

  const sheets = await readSheets((await fetchFile(id, 'tables.xlsx')).bytes.buffer);
  const lawSheet = sheets.find(({ sheet }) => sheet === 'law');
  expect(lawSheet?.data[1]).toEqual(['complaint', 'การร้องทุกข์ที่บันทึกในเคส', 'Complaints recorded in cases', 3, 2, 1]);
  const thai = readPdfText((await fetchFile(id, 'report-th.pdf')).bytes).replace(/\s/g, '');
  for (const part of ['มาตรา17', `ปีพ.ศ.${year + 543}`, 'สิ่งที่ระบบนี้ไม่รู้', 'การยอมความ']) expect(thai).toContain(part);
  expect((await desk.post(`${PATH}/${id}/discard`, { reason: 'ลองทำ' })).status).toBe(200);
});

test('one person makes an edition, another signs it off; its bytes stay, and a correction is the next edition', async () => {
  const { id } = (await draft()).body;
  expect((await draft({}, desk)).body).toMatchObject({ code: 'insight/annual-report-drafted' });
  const preview = await fetchFile(id, 'report-th.pdf');
  expect((await signOff(id, statistician)).body).toMatchObject({ code: 'insight/own-annual-report' });
  expect(await signOff(id)).toMatchObject({ status: 200 });
  expect((await signOff(id)).body).toMatchObject({ code: 'insight/annual-report-decided' });
  const editionOf = async (of: string) =>
    (await desk.get<AnnualReports>(PATH)).body.reports.find((one) => one.id === of);
  const first = await editionOf(id);
  expect(first).toMatchObject({ status: 'signed-off', edition: 1, maySignOff: false, files: expect.any(Array) });
  expect(first?.files).toHaveLength(4);

  expect((await draft()).body).toMatchObject({ code: 'insight/note-needed' });
  expect((await draft({ note: 'ลองอีกครั้ง' })).body).toMatchObject({ code: 'insight/nothing-changed' });
  await record(elsewhere, 'settlement-made', `${year}-11-09`);
  const next = await draft({ note: 'เพิ่มการยอมความที่บันทึกช้า' });
  expect(await signOff(next.body.id)).toMatchObject({ status: 200 });
  expect(await editionOf(next.body.id)).toMatchObject({ status: 'signed-off', edition: 2 });
  expect((await tableOf(next.body.id, 'law')).get('settlement')).toEqual(['2', '1', '0']);
  expect((await tableOf(id, 'law')).get('settlement')).toEqual(['1', '1', '0']);

  const kept = await fetchFile(id, 'report-th.pdf');
  expect(Buffer.from(kept.bytes).equals(preview.bytes)).toBe(true);
  const sha256 = first?.files.find(({ name }) => name === 'report-th.pdf')?.sha256;
  expect(createHash('sha256').update(kept.bytes).digest('hex')).toBe(sha256);
  // Nor can the server itself change it.
  const rights = await getRow(
    db,
    sql<{ bytes: boolean; note: boolean; status: boolean }>`SELECT
      has_table_privilege('ess_service', 'insight.annual_files', 'UPDATE, DELETE') AS bytes,
      has_column_privilege('ess_service', 'insight.annual_reports', 'note', 'UPDATE') AS note,
      has_column_privilege('ess_service', 'insight.annual_reports', 'status', 'UPDATE') AS status`,
  );
  expect(rights).toEqual({ bytes: false, note: false, status: true });
  const { due } = (await desk.get<AnnualReports>(PATH)).body;
  expect(due.some((one) => one.calendar === 'calendar' && one.year === year)).toBe(false);
});

test('a fiscal year counts from October', async () => {
  const { id } = (await draft({ calendar: 'fiscal', year })).body;
  const kinds = await tableOf(id, 'kinds');
  expect([kinds.get('confinement'), kinds.get('threat-or-assault')]).toEqual([
    ['4', ''],
    ['12', ''],
  ]);
  // October to December belong to the next one.
  expect((await tableOf(id, 'law')).get('settlement')).toEqual(['0', '0', '']);
});

test('neither a year that is not over nor a province has a report, and nobody else reads a draft', async () => {
  expect((await draft({ year: Number(today.slice(0, 4)) })).body).toMatchObject({ code: 'insight/not-over' });
  const provincial = await system.officer('analyst');
  expect((await draft({ year: year - 1 }, provincial)).body).toMatchObject({ code: 'insight/not-national' });
  expect((await provincial.get(PATH)).status).toBe(403);
  expect((await (await system.officer('superintendent')).get(PATH)).status).toBe(403);
  const { id } = (await draft({ year: year - 1 })).body;
  expect((await fetchFile(id, 'report-th.pdf', provincial)).status).toBe(403);
  expect((await fetchFile(id, 'figures.json')).status).toBe(404);
  expect((await fetchFile(id, 'report-en.pdf')).status).toBe(200);
});
