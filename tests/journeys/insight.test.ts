import { parse } from 'csv-parse/sync';
import readSheets from 'read-excel-file/universal';
import { expect, test } from 'vitest';
import type {
  InsightExportList,
  InsightHours,
  InsightIntervals,
  InsightMissedTargets,
  InsightRanking,
  InsightScopes,
  InsightSeries,
  InsightSummary,
  InsightTable,
  Interval,
} from '../../contract/insight.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aFinding } from '../support/a-finding.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';
import { fix, webReporter } from '../support/web-reporter.ts';

// Figures over HTTP: what a station, a province and the nation read after incidents with known times.

const system = await openTestSystem();
const officer = await system.officer('duty1');
const desk = await system.officer('desk1300');
/** Signed in when first asked: the first test takes longer than a session without activity lasts. */
const analyst = () => system.officer('analyst');

const known = new Set<string>();
const happens = async (said: object = {}) => {
  await webReporter(system.url).report({
    ...{ type: 'threat-or-assault', position: fix(PLACES.muang, 12), phone: '0812345678' },
    ...said,
  });
  const { id } = await desk.sees((incident) => !known.has(incident.id));
  known.add(id);
  return id;
};
const act = async (id: string, action: string, body: object = {}, by = officer) => {
  const answer = await by.post(`/api/v1/incidents/${id}/${action}`, body);
  expect(answer, `${action} ${JSON.stringify(answer.body).slice(0, 300)}`).toMatchObject({ status: 200 });
};
const today = thaiDayOf(system.clock.now());
const days = `from=${addDays(today, -3)}&to=${addDays(today, 3)}`;
const read = async <Figures>(what: string, query = '', by?: typeof desk) => {
  await system.pass(5000);
  const answer = await (by ?? (await analyst())).get<Figures>(`/api/v1/insight/${what}?${days}${query}`);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
};
/** The exact value of the nearest rank. */
const exact = (values: number[], percent: number) =>
  values.toSorted((one, other) => one - other)[Math.ceil((percent * values.length) / 100) - 1] ?? Number.NaN;

test('known clock times come back as percentiles within the bins, and what was not written down is counted as such', async () => {
  const ids: string[] = [];
  for (let nth = 1; nth <= 11; nth += 1) {
    const id = await happens({ type: nth === 1 ? 'confinement' : 'threat-or-assault', silent: nth === 2 });
    ids.push(id);
    system.clock.advance(20_000 + nth * 2000);
    await act(id, 'acknowledge', { etaMinutes: 4 });
    system.clock.advance(15_000 + nth * 3000);
    await act(id, 'assign', { unitName: `ชุดเฉพาะกิจ ${nth}` });
    system.clock.advance(10_000);
    await act(id, 'en-route');
    system.clock.advance(60_000 + nth * 9000);
    // The last one forgets to press.
    if (nth < 11) await act(id, 'on-scene');
    system.clock.advance(30_000);
    await act(id, 'resolve', { disposition: 'handled' });
  }
  const { n, intervals, asOf } = await read<InsightIntervals>('intervals', '&province=65');
  expect(n).toBe(11);
  expect(Math.abs(Date.parse(asOf) - system.clock.now().getTime())).toBeLessThan(3_600_000);
  const found = (code: Interval) => intervals.find(({ interval }) => interval === code);

  const timelines = await Promise.all(ids.map(async (id) => (await officer.detail(id)).timeline));
  const between = (from: string, to: string) =>
    timelines.flatMap((timeline) => {
      const at = (kind: string) => timeline.find((entry) => entry.kind === kind)?.at;
      const [start, end] = [at(from), at(to)];
      return start && end ? [(Date.parse(end) - Date.parse(start)) / 1000] : [];
    });
  for (const [code, from, to] of [
    ['acknowledge-to-unit', 'acknowledged', 'unit-assigned'],
    ['unit-to-en-route', 'unit-assigned', 'en-route'],
    ['en-route-to-scene', 'en-route', 'on-scene'],
  ] as const) {
    const values = between(from, to);
    const { p50, p90, ...rest } = found(code) ?? {};
    expect(rest, code).toMatchObject({ n: values.length, notRecorded: 11 - values.length });
    // Half a second of rounding, and half a bin.
    for (const [percent, value] of [
      [50, p50],
      [90, p90],
    ] as const) {
      const right = exact(values, percent);
      expect(Math.abs((value ?? Number.NaN) - right), `${code} ${percent}`).toBeLessThan(0.5 + right * 0.03);
    }
  }
  expect(found('en-route-to-scene')).toMatchObject({ n: 10, notRecorded: 1 });
  expect(found('contact-to-scene')).toMatchObject({ n: 10, notRecorded: 1, within: 100 });
  expect(found('after-eta')).toMatchObject({ n: 10, notRecorded: 1 });
  expect(found('alert-to-acknowledge')).toMatchObject({ n: 11, notRecorded: 0, target: { seconds: 60, percent: 90 } });
  // What the reporter needed is theirs; from the whole report on it is the system's.
  expect(found('contact-to-report')).toMatchObject({ n: 11, notRecorded: 0, target: null });
  expect(found('report-to-alert')).toMatchObject({ n: 11, notRecorded: 0, within: 100 });
  // Each was sent one unit alone.
  const { interval: _, target: __, within: ___, ...first } = found('contact-to-scene') ?? {};
  expect(found('contact-to-team')).toMatchObject(first);

  // Below ten no percentile, whatever it would be.
  const few = await read<InsightIntervals>('intervals', '&province=65&type=confinement');
  expect(few.intervals.find(({ interval }) => interval === 'acknowledge-to-unit')).toMatchObject({
    ...{ n: 1, p50: null, p90: null, within: null },
  });
});

test('merged, reopened and false: every figure follows within seconds, and the recount finds no difference', async () => {
  const before = await read<InsightSummary>('summary', '&province=65');
  const [one, other, wrong] = [await happens(), await happens(), await happens({ silent: true })];
  await act(other, 'merge', { intoIncidentId: one });
  await act(one, 'resolve', { disposition: 'handled' });
  await act(one, 'reopen', { reason: 'ยังไม่จบ' });
  await act(wrong, 'resolve', { disposition: 'unfounded' });
  const finding = await aFinding(system.owner, { incidentId: wrong });
  const reason = 'พยานสองคนยืนยันว่าขณะนั้นไม่มีใครอยู่ในร้านตามที่แจ้ง';
  const decided = { reason, clauses: ['criminal-code-173'], measures: [], answersRead: 0 };
  await act(wrong, `findings/${finding}/confirm`, decided, await system.officer('superintendent'));
  const after = await read<InsightSummary>('summary', '&province=65');
  expect(after).toMatchObject({
    n: before.n + 2,
    silent: before.silent + 1,
    reopened: before.reopened + 1,
    notRecorded: { disposition: before.notRecorded.disposition + 1 },
    apart: { ...before.apart, merged: before.apart.merged + 1 },
    byDisposition: { 'false-report': 1 },
  });
  await officer.post(`/api/v1/incidents/${other}/unmerge`, {});
  const apart = await read<InsightSummary>('summary', '&province=65');
  expect(apart).toMatchObject({ n: before.n + 3, apart: before.apart });

  // Province, nation and station count the same incidents, one from sums and the other from facts.
  const { agencies } = (await (await analyst()).get<InsightScopes>('/api/v1/insight/scopes')).body;
  const station = agencies.find(({ nameTh }) => nameTh.includes('เมืองพิษณุโลก'));
  const ofStation = `&agencyId=${station?.id}`;
  for (const what of ['summary', 'series', 'intervals', 'hour-of-week']) {
    const { asOf: _, ...figures } = await read<{ asOf: string }>(what, '&province=65');
    const { asOf: __, ...ofAgency } = await read<{ asOf: string }>(what, ofStation);
    expect(ofAgency, what).toEqual(figures);
    const { asOf: ___, ...ofNation } = await read<{ asOf: string }>(what, '', desk);
    // What has no place the nation alone knows.
    expect({ ...ofNation, ...(what === 'summary' && { unfinished: null }) }, what).toEqual(figures);
  }
  const series = await read<InsightSeries>('series', '&province=65');
  expect(series).toMatchObject({ step: 'day', n: apart.n });
  expect(series.points).toHaveLength(7);
  const { hours } = await read<InsightHours>('hour-of-week', '&province=65');
  expect(hours.reduce((sum, n) => sum + n, 0)).toBe(apart.n);

  const alerts = () =>
    rows(
      system.owner,
      sql<{ details: object }>`SELECT details FROM platform.system_alerts
        WHERE kind = 'insight/recount-differs' AND resolved_at IS NULL`,
    );
  const recount = async () => {
    await sql`UPDATE insight.cursor SET recounted_on = '2000-01-01'`.execute(system.owner);
    await system.app.runJobsWithin(60_000);
    return alerts();
  };
  // The first one makes the facts of what was there before.
  await system.app.runJobsWithin(60_000);
  expect(await recount()).toEqual([]);

  // A fact and a sum that nobody changed on purpose: found, said, put right.
  await sql`UPDATE insight.incident_facts SET type = 'confinement' WHERE incident_id = ${wrong}`.execute(system.owner);
  await sql`UPDATE insight.month_interval_bins SET counts[1] = counts[1] + 7
    WHERE interval = 'acknowledge-to-unit'`.execute(system.owner);
  expect(await recount()).toEqual([{ details: { facts: 1, rollups: expect.any(Number) } }]);
  expect(await recount()).toEqual([]);
  const { asOf: _, ...right } = await read<InsightSummary>('summary', '&province=65');
  const { asOf: __, ...was } = apart;
  expect(right).toEqual(was);
});

test('any two dimensions add up to the same incidents, from sums and from facts; few values have no rank', async () => {
  const { n, byType } = await read<InsightSummary>('summary', '&province=65');
  const types = await read<InsightTable>('table', '&province=65&rows=area&columns=type');
  expect({ n: types.n, before: types.lines.map(({ before }) => before) }).toEqual({
    n,
    before: types.lines.map(() => 0),
  });
  expect(types.lines.reduce((sum, line) => sum + line.n, 0)).toBe(n);
  for (const { key, n: ofType } of types.heads) expect(ofType, key).toBe(byType[key as 'unknown']);
  for (const line of types.lines) {
    expect(line.nameTh).toContain('อ.');
    expect(line.cells.reduce((sum, cell) => sum + cell, 0)).toBe(line.n);
  }
  // The nation from its sums.
  const nation = await read<InsightTable>('table', '&rows=type&columns=disposition', desk);
  const province = await read<InsightTable>('table', '&province=65&rows=type&columns=disposition');
  expect(nation.lines).toEqual(province.lines);
  const { lines } = await read<InsightTable>('table', '&rows=area', desk);
  expect(lines).toEqual([{ key: '65', nameTh: 'พิษณุโลก', nameEn: 'Phitsanulok', n, before: 0, cells: [] }]);
  const agencies = await read<InsightTable>('table', '&province=65&rows=agency&columns=time');
  expect(agencies.lines.map(({ nameTh }) => nameTh)).toEqual([expect.stringContaining('เมืองพิษณุโลก')]);
  expect(agencies.heads).toHaveLength(7);
  const tooMany = await desk.get(`/api/v1/insight/table?${days}&rows=agency`);
  expect(tooMany).toMatchObject({ status: 400, body: { code: 'insight/too-many-agencies' } });

  const some = await read<InsightSummary>(
    'summary',
    '&province=65&type=confinement,riotous-gathering&channel=web,phone',
  );
  expect(some.n).toBe(byType.confinement);

  const ranking = await read<InsightRanking>('ranking', '&interval=acknowledge-to-unit', desk);
  expect(ranking.lines).toMatchObject([{ key: '65', rank: null }]);
  expect(ranking).toMatchObject({ targetSeconds: 60 });
  expect((await (await analyst()).get(`/api/v1/insight/ranking?${days}&interval=contact-to-scene`)).status).toBe(403);
});

test('a station reads its own figures, a province its own, and who works on incidents none', async () => {
  const superintendent = await system.officer('superintendent');
  const { nation, provinces, agencies } = (await superintendent.get<InsightScopes>('/api/v1/insight/scopes')).body;
  expect({ nation, provinces, stations: agencies.length }).toEqual({ nation: false, provinces: [], stations: 1 });
  const statusOf = async (by: typeof officer, query: string) =>
    (await by.get(`/api/v1/insight/summary?${days}${query}`)).status;
  const wangThong = await getRow(
    system.owner,
    sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = 'PS65013'`,
  );
  expect(await statusOf(superintendent, `&agencyId=${agencies[0]?.id}`)).toBe(200);
  expect(await statusOf(superintendent, `&agencyId=${wangThong.id}`)).toBe(403);
  expect(await statusOf(superintendent, '&province=65')).toBe(403);
  expect(await statusOf(await analyst(), `&agencyId=${wangThong.id}`)).toBe(200);
  expect(await statusOf(await analyst(), '&province=65')).toBe(200);
  expect(await statusOf(await analyst(), '&province=10')).toBe(403);
  expect(await statusOf(await analyst(), '')).toBe(403);
  expect(await statusOf(desk, '&province=10')).toBe(200);
  expect(await statusOf(officer, '')).toBe(403);
  expect(await statusOf(desk, '&province=65&agencyId=00000000-0000-7000-8000-000000000001')).toBe(400);
});

test('a missed target asks whoever commands the station for one reason, and the figures count it', async () => {
  const superintendent = await system.officer('superintendent');
  const agencyId = (await superintendent.get<InsightScopes>('/api/v1/insight/scopes')).body.agencies[0]?.id;
  const late = await happens();
  system.clock.advance(400_000);
  await act(late, 'acknowledge', { etaMinutes: 4 });
  const missed = async (by: typeof officer) => {
    await system.pass(5000);
    return by.get<InsightMissedTargets>(`/api/v1/insight/missed-targets?${days}&agencyId=${agencyId}`);
  };
  const before = (await missed(superintendent)).body;
  const ours = ({ targets }: InsightMissedTargets) =>
    targets.find(({ incidentId, interval }) => incidentId === late && interval === 'alert-to-acknowledge');
  expect(ours(before)).toMatchObject({ type: 'threat-or-assault', targetSeconds: 60, reason: null });
  expect(ours(before)?.seconds).toBeGreaterThan(399);
  // Counted with the n of the interval, never listed, for those who read figures only.
  expect((await missed(await analyst())).status).toBe(403);
  expect((await missed(officer)).status).toBe(403);

  const say = (by: typeof officer, body: object, id = late) =>
    by.post<{ code: string }>(`/api/v1/insight/missed-targets/${id}/reason`, body);
  const wangThong = await system.officer('duty-wangthong');
  expect((await say(wangThong, { interval: 'alert-to-acknowledge', reason: 'far' })).status).toBe(403);
  for (const body of [
    // Within its target, and not measured at all.
    { interval: 'report-to-alert', reason: 'far' },
    { interval: 'scene-to-resolved', reason: 'far' },
  ])
    expect(await say(superintendent, body)).toMatchObject({ status: 404, body: { code: 'insight/no-missed-target' } });
  expect((await say(superintendent, { interval: 'alert-to-acknowledge', reason: 'because' })).status).toBe(400);
  expect((await say(superintendent, { interval: 'alert-to-acknowledge', reason: 'far' })).status).toBe(200);
  // The last one counts.
  expect((await say(superintendent, { interval: 'alert-to-acknowledge', reason: 'alarm-not-noticed' })).status).toBe(
    200,
  );
  const after = (await missed(superintendent)).body;
  expect(ours(after)?.reason).toBe('alarm-not-noticed');
  expect(after.open).toBe(before.open - 1);
  for (const [query, by] of [
    [`&agencyId=${agencyId}`, superintendent],
    ['&province=65', await analyst()],
    ['', desk],
  ] as const) {
    const { intervals } = await read<InsightIntervals>('intervals', query, by);
    const reasons = intervals.find(({ interval }) => interval === 'alert-to-acknowledge')?.reasons;
    expect(reasons, query).toEqual([{ reason: 'alarm-not-noticed', n: 1 }]);
  }
  const { n } = await getRow(
    system.owner,
    sql<{ n: number }>`SELECT count(*)::int AS n FROM audit.entries
      WHERE action = 'insight/explain-missed-target' AND subject_id = ${late}`,
  );
  expect(n).toBe(2);
});

test('what a reporter needs to choose is theirs, and the alert counts from the whole report', async () => {
  const phone = system.line.phone('คนที่เลือกช้า');
  await phone.sendText('ช่วยด้วย');
  await phone.sendText('1');
  await phone.waitForMessage('กดปุ่มด้านล่าง');
  system.clock.advance(45_000);
  await phone.sendLocation(PLACES.muang);
  const code = /ES-\d{4}-\d+/.exec((await phone.waitForMessage(/เลขที่ ES-/)).text)?.[0];
  const { id } = await desk.sees((incident) => incident.code === code);
  known.add(id);
  await system.pass(5000);
  const fact = await getRow(
    system.owner,
    sql<{ choosing: number; alerting: number }>`SELECT contact_to_report AS choosing, report_to_alert AS alerting
      FROM insight.incident_facts WHERE incident_id = ${id}`,
  );
  expect(fact.choosing).toBeGreaterThanOrEqual(45);
  expect(fact.alerting).toBeLessThan(45);
});

test('figures are taken away once, with a purpose; who did is known to all who may read them', async () => {
  const superintendent = await system.officer('superintendent');
  const agencyId = (await superintendent.get<InsightScopes>('/api/v1/insight/scopes')).body.agencies[0]?.id;
  const ask = async (by: typeof officer, body: object) => {
    const span = { from: addDays(today, -3), to: addDays(today, 3) };
    const asked = { format: 'csv', language: 'th', purpose: '=สรุปให้ที่ประชุมประจำเดือน', ...span, ...body };
    return by.post<{ id: string }>('/api/v1/insight/exports', asked);
  };
  const fetchFile = async (by: typeof officer, id: string | undefined) => {
    const answer = await fetch(`${system.url}/api/v1/insight/exports/${id}/file`, { headers: { cookie: by.cookie } });
    return { status: answer.status, bytes: new Uint8Array(await answer.arrayBuffer()) };
  };
  const ofStation = await read<InsightSummary>('summary', `&agencyId=${agencyId}`);
  const counted = ofStation.n + Object.values(ofStation.apart).reduce((sum, n) => sum + n, 0);

  const { body: lines } = await ask(superintendent, { dataset: 'incidents', agencyId });
  // Nobody else, and only once.
  expect((await fetchFile(await analyst(), lines.id)).status).toBe(404);
  const { bytes } = await fetchFile(superintendent, lines.id);
  const [head = [], ...incidents] = parse(Buffer.from(bytes), { bom: true }) as string[][];
  expect(head.slice(0, 5)).toEqual(['วัน', 'ชั่วโมง', 'จังหวัด', 'อำเภอ', 'ตำบล']);
  expect(incidents).toHaveLength(counted);
  expect(incidents[0]?.[2]).toBe('พิษณุโลก');
  for (const id of known) expect(Buffer.from(bytes).toString()).not.toContain(id);
  expect(await fetchFile(superintendent, lines.id)).toMatchObject({ status: 404 });

  // A province's file names no smaller area than the district.
  const { body: province } = await ask(await analyst(), { dataset: 'incidents', province: '65' });
  const wide = parse(Buffer.from((await fetchFile(await analyst(), province.id)).bytes), { bom: true }) as string[][];
  expect(wide[0]).not.toContain('ตำบล');
  expect(wide).toHaveLength(counted + 1);

  const { body: table } = await ask(await analyst(), {
    ...{ dataset: 'table', format: 'xlsx', province: '65', rows: 'type', columns: 'channel' },
  });
  const [figures, about] = await readSheets((await fetchFile(await analyst(), table.id)).bytes.buffer);
  const sums = (figures?.data ?? []).slice(1).map((row) => Number(row.at(-2)));
  expect(sums.reduce((sum, n) => sum + n, 0)).toBe(ofStation.n);
  expect(about?.data[2]?.slice(0, 2)).toEqual(['ใช้เพื่อ', '=สรุปให้ที่ประชุมประจำเดือน']);
  const { body: times } = await ask(superintendent, { dataset: 'intervals', agencyId });
  expect((await fetchFile(superintendent, times.id)).status).toBe(200);

  const listFor = async (by: typeof officer) =>
    (await by.get<InsightExportList>('/api/v1/insight/exports')).body.exports;
  await expect.poll(async () => (await listFor(superintendent)).find(({ id }) => id === lines.id)?.lines).toBe(counted);
  expect((await listFor(superintendent)).map(({ id }) => id)).toEqual([times.id, lines.id]);
  expect((await listFor(await analyst())).map(({ id, isMine }) => [id, isMine])).toEqual(
    expect.arrayContaining([
      [lines.id, false],
      [table.id, true],
    ]),
  );
  // Not theirs to ask for; too old to fetch.
  expect((await ask(superintendent, { dataset: 'incidents', province: '65' })).status).toBe(403);
  expect((await ask(superintendent, { dataset: 'incidents', agencyId, purpose: 'x' })).status).toBe(400);
  const { body: old } = await ask(superintendent, { dataset: 'incidents', agencyId });
  await sql`UPDATE insight.exports SET asked_at = asked_at - interval '25 hours' WHERE id = ${old.id}`.execute(
    system.owner,
  );
  expect((await fetchFile(superintendent, old.id)).status).toBe(404);
  expect((await listFor(superintendent)).map(({ id }) => id)).toContain(old.id);
  await sql`UPDATE insight.exports SET asked_at = asked_at - interval '2 years' WHERE id = ${old.id}`.execute(
    system.owner,
  );
  await system.app.runJobsWithin(3_600_000);
  expect((await listFor(superintendent)).map(({ id }) => id)).not.toContain(old.id);
});

test('what is withheld from a commander is neither listed nor explained by them', async () => {
  const [superintendent, commander] = [await system.officer('superintendent'), await system.officer('commander')];
  const { personId, agencyId } = await getDemoPerson(system, 'superintendent');
  const late = await happens();
  system.clock.advance(400_000);
  await act(late, 'acknowledge', { etaMinutes: 4 });
  const isListed = async () => {
    await system.pass(5000);
    const list = `/api/v1/insight/missed-targets?${days}&agencyId=${agencyId}`;
    const { targets } = (await superintendent.get<InsightMissedTargets>(list)).body;
    return targets.some(({ incidentId }) => incidentId === late);
  };
  expect(await isListed()).toBe(true);
  const conflict = { personId, kind: 'named', reason: 'ผู้แจ้งออกชื่อ' };
  expect((await commander.post(`/api/v1/incidents/${late}/conflicts`, conflict)).status).toBe(200);
  expect(await isListed()).toBe(false);
  const body = { interval: 'alert-to-acknowledge', reason: 'far' };
  const path = `/api/v1/insight/missed-targets/${late}/reason`;
  expect(await superintendent.post(path, body)).toMatchObject({
    status: 404,
    body: { code: 'insight/no-missed-target' },
  });
  // Whoever is above the station answers for it then.
  expect((await commander.post(path, body)).status).toBe(200);
});
