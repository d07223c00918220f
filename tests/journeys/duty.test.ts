import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Me } from '../../contract/access.ts';
import type { GapList, MyDuty, OnDutyPerson, Roster, RosterImport } from '../../contract/duty.ts';
import type { Agency } from '../../contract/jurisdiction.ts';
import { thaiDayOf } from '../../contract/thai-day.ts';
import { sql } from '../../server/platform/database/database.ts';
import { aWorkbook, aWorkbookWith } from '../support/a-workbook.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

const HOUR_MS = 3_600_000;
const system = await openTestSystem();
const me = async (name: string) => (await (await system.officer(name)).get<Me>('/api/v1/me')).body;
const [one, two] = [await me('duty1'), await me('duty2')];
const agencyId = one.memberships[0]?.agency.id ?? '';
const boss = () => system.officer('superintendent');

const roster = async (officer?: Officer) =>
  (await (officer ?? (await boss())).get<Roster>(`/api/v1/agencies/${agencyId}/roster?days=14`)).body;
const namesAt = async (at?: Date) => {
  const asked = `/api/v1/agencies/${agencyId}/on-duty${at ? `?at=${at.toISOString()}` : ''}`;
  const { body } = await (await boss()).get<{ people: OnDutyPerson[] }>(asked);
  return body.people.map(({ person }) => person.id).sort();
};
const reads = async (readiness: string) => {
  const officer = await system.officer('commander');
  await system.until(async () => {
    const { body } = await officer.get<Agency>(`/api/v1/agencies/${agencyId}`);
    return body.readiness === readiness || undefined;
  });
};
const submit = async (path: string, body: object = {}) => {
  const answer = await (await boss()).post<{ id: string; cancelled?: number; leftOut?: number }>(path, body);
  if (answer.status !== 200) throw new Error(`${path} answered ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const inHours = (hours: number) => new Date(system.clock.now().getTime() + hours * HOUR_MS);
const shiftOf = (personId: string, from: number, hours: number, post = 'radio-room') => ({
  ...{ personId, post },
  ...{ startsAt: inHours(from).toISOString(), endsAt: inHours(from + hours).toISOString() },
});
const plan = (personId: string, from: number, hours: number) =>
  submit(`/api/v1/agencies/${agencyId}/shifts`, shiftOf(personId, from, hours));
/** Lets hours pass; people whose sessions ended meanwhile sign in again. */
const goOn = async (hours: number) => {
  system.clock.advance(hours * HOUR_MS);
  for (const name of ['superintendent', 'duty1', 'duty2', 'commander', 'desk1300']) await system.officerAgain(name);
};

/** Removes the station's demonstration roster: from here on each test plans its own. */
for (const { id } of (await roster()).patterns) await submit(`/api/v1/duty-patterns/${id}/end`);
for (const { id } of (await roster()).shifts.filter(({ cancelled }) => !cancelled)) {
  await submit(`/api/v1/shifts/${id}/withdraw`);
}

test('without anybody on duty alerts pass over the station; a check-in brings them back, a check-out ends them', async () => {
  const duty1 = await system.officer('duty1');
  await reads('nobody-on-duty');
  const passed = await anIncident(system).reportedAt(PLACES.muang).happens();
  expect(passed.detail.incident.responsibleAgency.id).not.toBe(agencyId);
  expect(passed.detail.routing.th).toContain('ไม่มีผู้เข้าเวร');

  const came = await duty1.post<MyDuty>('/api/v1/me/duty/check-in', { agencyId });
  expect(came.body.agencies[0]?.onDuty).toMatchObject({ post: 'radio-room', presence: 'checked-in' });
  const again = await duty1.post('/api/v1/me/duty/check-in', { agencyId });
  expect(again).toMatchObject({ status: 409, body: { code: 'duty/already-checked-in' } });
  await reads('ready');
  const next = await anIncident(system).reportedAt(PLACES.muang).happens();
  expect(next.detail.incident.responsibleAgency.id).toBe(agencyId);

  const during = system.clock.now();
  system.clock.advance(60_000);
  expect((await duty1.post('/api/v1/me/duty/check-out', { agencyId })).status).toBe(200);
  const gone = await duty1.post('/api/v1/me/duty/check-out', { agencyId });
  expect(gone).toMatchObject({ status: 409, body: { code: 'duty/not-on-duty' } });
  expect(await namesAt()).toEqual([]);
  expect(await namesAt(during)).toEqual([one.id]);
  await reads('nobody-on-duty');
});

test('a forgotten check-out stops counting after twelve hours', async () => {
  await (await system.officer('duty1')).post('/api/v1/me/duty/check-in', { agencyId });
  await goOn(11.9);
  expect(await namesAt()).toEqual([one.id]);
  await goOn(0.2);
  expect(await namesAt()).toEqual([]);
});

test('the roster alone puts somebody on duty until they check out; the past does not change', async () => {
  const { id } = await plan(one.id, -1, 3);
  // A later plan does not change who was on duty before.
  expect(await namesAt(inHours(-0.05))).toEqual([]);
  expect(await namesAt()).toEqual([one.id]);
  const planned = system.clock.now();
  system.clock.advance(60_000);
  await submit(`/api/v1/shifts/${id}/stand-in`, { personId: two.id });
  expect(await namesAt()).toEqual([two.id]);
  expect(await namesAt(planned)).toEqual([one.id]);
  system.clock.advance(60_000);
  await (await system.officer('duty2')).post('/api/v1/me/duty/check-out', { agencyId });
  expect(await namesAt()).toEqual([]);
  expect((await (await boss()).post(`/api/v1/shifts/${id}/withdraw`)).body).toMatchObject({ code: 'duty/shift-over' });
  await goOn(3);
});

test('two people swap shifts; nobody is planned twice at once, nor for a time in the past', async () => {
  const mine = await plan(one.id, 1, 8);
  const theirs = await plan(two.id, 9, 8);
  const officer = await boss();
  const address = `/api/v1/agencies/${agencyId}/shifts`;
  expect(await officer.post(address, shiftOf(one.id, 8.5, 2))).toMatchObject({ body: { code: 'duty/overlaps' } });
  expect(await officer.post(address, shiftOf(one.id, -9, 8))).toMatchObject({ body: { code: 'duty/over' } });
  expect(await officer.post(address, shiftOf(one.id, 20, 40))).toMatchObject({ body: { code: 'duty/unfit-time' } });
  await submit(`/api/v1/shifts/${mine.id}/swap`, { otherShiftId: theirs.id });
  expect(await namesAt(inHours(2))).toEqual([two.id]);
  expect(await namesAt(inHours(10))).toEqual([one.id]);
  await goOn(18);
});

test('sick leave leaves a gap that superintendent and province see; only planners see the reason', async () => {
  await plan(two.id, 0, 24);
  const { id } = await plan(one.id, 24, 24);
  const day = (hours: number) => thaiDayOf(inHours(hours));
  const leave = { personId: one.id, kind: 'sick', firstDay: day(24), untilDay: day(48) };
  const { cancelled, id: absenceId } = await submit(`/api/v1/agencies/${agencyId}/absences`, leave);
  expect(cancelled).toBe(1);
  const refused = await (await boss()).post(`/api/v1/agencies/${agencyId}/shifts`, shiftOf(one.id, 30, 2));
  expect(refused).toMatchObject({ body: { code: 'duty/absent' } });

  const planner = (await roster()).shifts.find((shift) => shift.id === id);
  expect(planner?.cancelled).toBe('sick');
  const colleague = (await roster(await system.officer('duty2'))).shifts.find((shift) => shift.id === id);
  expect(colleague?.cancelled).toBe('absent');

  for (const name of ['superintendent', 'commander']) {
    const { body } = await (await system.officer(name)).get<GapList>('/api/v1/duty-gaps');
    const gaps = body.agencies.find(({ agency }) => agency.id === agencyId)?.gaps ?? [];
    const begins = gaps.find(({ what }) => what === 'nobody')?.from ?? '';
    expect(Math.abs(Date.parse(begins) - inHours(24).getTime())).toBeLessThan(60_000);
  }
  const { body } = await (await system.officer('duty-wangthong')).get<GapList>('/api/v1/duty-gaps');
  expect(body.agencies.some(({ agency }) => agency.id === agencyId)).toBe(false);

  await submit(`/api/v1/absences/${absenceId}/end`);
  expect(await namesAt(inHours(30))).toEqual([one.id]);
});

test('import of a month: wrong rows are reported and nothing is saved until all are right', async () => {
  const day = thaiDayOf(inHours(24 * 20));
  const [year = '', month, date] = day.split('-');
  const buddhist = `${date}/${month}/${Number(year) + 543}`;
  const table = (post: string) => `วันที่,เริ่ม,ถึง,ชื่อ,หน้าที่\n${buddhist},20:00,08:00,สมมุติ ตื่นเสมอ,${post}`;
  const send = async (text: string, isPreview: boolean) =>
    (await boss()).post<RosterImport & { code?: string }>(`/api/v1/agencies/${agencyId}/roster-imports`, {
      ...{ text, isPreview },
    });
  expect((await send(table('พ่อครัว'), true)).body).toMatchObject({ wrong: 1, rows: [{ line: 2, trouble: 'no-post' }] });
  expect(await send(table('พ่อครัว'), false)).toMatchObject({ status: 422, body: { code: 'duty/import-has-errors' } });
  expect((await send(table('ห้องวิทยุ'), true)).body).toMatchObject({ wrong: 0 });
  const night = new Date(`${day}T23:30:00+07:00`);
  expect(await namesAt(night)).toEqual([]);
  expect((await send(table('ห้องวิทยุ'), false)).status).toBe(200);
  expect(await namesAt(night)).toEqual([two.id]);
});

test('the same file again changes nothing; a corrected one replaces what was imported for its days', async () => {
  const dayAt = (days: number) => thaiDayOf(inHours(24 * days));
  const [first, second, third] = [dayAt(30), dayAt(31), dayAt(32)];
  const [a, b] = ['สมมติ ใจดี', 'สมมุติ ตื่นเสมอ'];
  const send = async (rows: string[], isPreview: boolean, mode?: 'add') => {
    const text = ['date,from,to,name,post', ...rows].join('\n');
    const { body } = await (await boss()).post<RosterImport>(`/api/v1/agencies/${agencyId}/roster-imports`, {
      ...{ text, isPreview },
      ...(mode && { mode }),
    });
    return [body.rows.map(({ change, trouble }) => trouble ?? change), body.removed.map(({ name }) => name)];
  };
  const planned = async () => {
    const found = await (await boss()).get<Roster>(`/api/v1/agencies/${agencyId}/roster?from=${first}&days=4`);
    return found.body.shifts
      .filter(({ cancelled }) => !cancelled)
      .map(({ person, startsAt }) => `${startsAt.slice(0, 10)} ${person.id === one.id ? 'a' : 'b'}`)
      .sort();
  };
  const row = (day: string, name: string, from = '08.00', to = '16.00') => `${day},${from},${to},${name},radio-room`;
  const original = [row(first, a), row(first, b, '16.00', '00.00'), row(second, a), row(third, b)];
  await send(original, false);
  const before = await planned();
  expect(before).toHaveLength(4);
  for (const isPreview of [true, false]) {
    expect(await send(original, isPreview)).toEqual([Array(4).fill('unchanged'), []]);
  }
  expect(await planned()).toEqual(before);

  // Planned by hand: no import removes it.
  await submit(`/api/v1/agencies/${agencyId}/shifts`, {
    ...{ personId: one.id, post: 'radio-room' },
    ...{ startsAt: `${second}T14:00:00.000Z`, endsAt: `${second}T16:00:00.000Z` },
  });
  const corrected = [row(first, a), row(second, b), row(third, b, '09.00', '17.00')];
  const change = [['unchanged', 'changed', 'changed'], [expect.stringContaining(b)]];
  expect(await send(corrected, true)).toEqual(change);
  expect(await planned()).toHaveLength(5);
  expect(await send(corrected, true, 'add')).toEqual([['unchanged', 'added', 'overlaps'], []]);
  expect(await send(corrected, false)).toEqual(change);
  expect(await planned()).toEqual([`${first} a`, `${second} a`, `${second} b`, `${third} b`]);
  // Back to the first file: the shifts that the second removed are planned again.
  await send(original, false);
  expect(await planned()).toEqual([...before, `${second} a`].sort());

  // A stand-in: the import does not undo it.
  const { body } = await (await boss()).get<Roster>(`/api/v1/agencies/${agencyId}/roster?from=${third}&days=1`);
  await submit(`/api/v1/shifts/${body.shifts.find(({ cancelled }) => !cancelled)?.id}/stand-in`, { personId: one.id });
  expect(await send(original, true)).toEqual([Array(4).fill('unchanged'), []]);
});

test('a month that has begun is imported from now on; rows in the past change nothing', async () => {
  const past = thaiDayOf(inHours(-48));
  const ahead = thaiDayOf(inHours(24 * 40));
  const text = ['date,from,to,name,post', ...[past, ahead].map((day) => `${day},08.00,16.00,สมมุติ ตื่นเสมอ,patrol`)].join(
    '\n',
  );
  const { body } = await (await boss()).post<RosterImport>(`/api/v1/agencies/${agencyId}/roster-imports`, {
    ...{ text, isPreview: false },
  });
  expect(body.rows.map(({ change }) => change)).toEqual(['past', 'added']);
});

test('a staff number finds somebody whose name has changed; a missing column is named', async () => {
  await sql`UPDATE access.users SET staff_number = 'P-650031' WHERE id = ${two.id}`.execute(system.owner);
  const day = thaiDayOf(inHours(24 * 41));
  const send = async (text: string) =>
    (await boss()).post<RosterImport>(`/api/v1/agencies/${agencyId}/roster-imports`, { text, isPreview: true });
  const { body } = await send(`วันที่,เริ่ม,ถึง,เลขประจำตัว,ชื่อ,หน้าที่\n${day},08.00,16.00,๖๕๐๐๓๑,ใครก็ไม่รู้,วิทยุ`);
  expect(body.rows).toMatchObject([{ trouble: 'no-person' }]);
  const found = await send(`วันที่,เริ่ม,ถึง,เลขประจำตัว,ชื่อ,หน้าที่\n${day},08.00,16.00,p-๖๕๐๐๓๑,ใครก็ไม่รู้,วิทยุ`);
  expect(found.body.rows).toMatchObject([{ trouble: null, person: two.name }]);
  expect(await send(`วันที่,เริ่ม,ชื่อ,แผนก\n${day},08.00,ก,วิทยุ`)).toMatchObject({
    ...{ status: 422 },
    body: { code: 'duty/columns-missing', title: 'หัวตาราง (แถว 1) ขาดคอลัมน์ ถึง, หน้าที่ ที่พบคือ วันที่, เริ่ม, ชื่อ, แผนก' },
  });
});

test('a workbook with a picture is accepted', async () => {
  const send = async (workbook: string) =>
    (await boss()).post<RosterImport>(`/api/v1/agencies/${agencyId}/roster-imports`, { workbook, isPreview: true });
  const noise = randomBytes(100_000).toString('hex');
  const rows = [
    ['วันที่', 'เริ่ม', 'ถึง', 'ชื่อ', 'หน้าที่'],
    ['1/1/2560', '08.00', '16.00', 'สมมุติ ตื่นเสมอ', 'วิทยุ'],
  ];
  const large = aWorkbookWith([{ rows }], { parts: { 'xl/media/image1.png': noise } });
  expect(large.length).toBeGreaterThan(70_000);
  expect((await send(large.toString('base64'))).body).toMatchObject({ rows: [{ change: 'past' }] });
});

test('a month from Excel is previewed and imported like one from CSV; a broken file is refused', async () => {
  const day = Math.floor((inHours(24 * 24).getTime() + 7 * HOUR_MS) / (24 * HOUR_MS)) + 25_569;
  const rows = [
    ['วันที่', 'เริ่ม', 'ถึง', 'ชื่อ', 'หน้าที่'],
    [{ number: day, as: 'day' as const }, { number: 20 / 24, as: 'time' as const }, '08:00', 'สมมุติ ตื่นเสมอ', 'ห้องวิทยุ'],
  ];
  const send = async (workbook: Buffer, isPreview: boolean) =>
    (await boss()).post<RosterImport & { code?: string }>(`/api/v1/agencies/${agencyId}/roster-imports`, {
      ...{ workbook: workbook.toString('base64'), isPreview },
    });
  expect((await send(aWorkbook(rows), true)).body).toMatchObject({ wrong: 0, rows: [{ line: 2 }] });
  expect((await send(aWorkbook(rows), false)).status).toBe(200);
  expect(await namesAt(new Date((day - 25_569) * 24 * HOUR_MS + 16 * HOUR_MS))).toEqual([two.id]);
  const refused = await send(Buffer.from('d0cf11e0', 'hex'), true);
  expect(refused).toMatchObject({ status: 422, body: { code: 'duty/file-locked' } });
});

test('nobody checks in where they do not serve, sees another roster, or plans without the permission', async () => {
  const elsewhere = await system.officer('duty-wangthong');
  expect(await elsewhere.post('/api/v1/me/duty/check-in', { agencyId })).toMatchObject({ status: 404 });
  expect(await elsewhere.get(`/api/v1/agencies/${agencyId}/roster`)).toMatchObject({ status: 404 });
  const officer = await system.officer('duty1');
  expect(await officer.post(`/api/v1/agencies/${agencyId}/shifts`, shiftOf(one.id, 50, 2))).toMatchObject({
    status: 403,
  });
});

test('somebody who no longer serves there is removed from the roster', async () => {
  await sql`UPDATE access.memberships SET until_date = '2020-02-01' WHERE user_id = ${two.id}`.execute(system.owner);
  await system.until(async () => {
    const left = (await roster()).shifts.filter(({ person, cancelled }) => person.id === two.id && !cancelled);
    return left.every(({ endsAt }) => endsAt < system.clock.now().toISOString()) || undefined;
  });
});
