import { beforeAll, expect, test } from 'vitest';
import type { Problem } from '../../contract/problem.ts';
import type { Service, ServiceList, ServiceSuggestions, SuggestionQuestion } from '../../contract/services.ts';
import { addDays } from '../../contract/thai-day.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// The directory over HTTP: what is written is found again, ages, and is suggested with its reasons.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const [worker, supervisor, office, patrol] = [
  await system.officer('caseworker'),
  await system.officer('care-supervisor'),
  await system.officer('social-office'),
  await system.officer('patrol1'),
];
const agencyOf = async (code: string) =>
  (await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${code}`)).id;
const [centre, province, elsewhere] = [
  await agencyOf('TC-650101'),
  await agencyOf('SO-65'),
  await agencyOf('TC-500101'),
];
let made = 0;
const aService = (but: object = {}) => ({
  ...{ agencyId: centre, code: 'debt-advice', nameTh: `แก้หนี้ ${++made}`, nameEn: null, aboutTh: '', aboutEn: '' },
  ...{ eligibilityTh: '', eligibilityEn: '', rules: [], papers: [], papersNote: '', areaIds: [centre] },
  ...{ hours: 'always', hoursNote: '', places: null, free: null, waitDays: null, cost: 'free', costNote: '' },
  ...{ languages: ['th'], phone: '', place: null, statutory: false, statutorySource: '', status: 'active' },
  ...{ checkedToday: true },
  ...but,
});
const add = async (by: Officer, but: object = {}) => {
  const body = aService(but);
  const answer = await by.post<{ id: string }>('/api/v1/services', body);
  expect(answer).toMatchObject({ status: 200 });
  return { ...body, id: answer.body.id };
};
const read = async (by: Officer, id: string) => (await by.get<Service>(`/api/v1/services/${id}`)).body;
const ask = async (by: Officer, question: Partial<SuggestionQuestion> = {}) => {
  const asked = { need: 'food-income', code: 'debt-advice', agencyId: centre, facts: {}, ...question };
  const { status, body } = await by.get<ServiceSuggestions>(
    `/api/v1/service-suggestions?question=${encodeURIComponent(JSON.stringify(asked))}`,
  );
  expect(status).toBe(200);
  return body;
};

beforeAll(async () => {
  await sql`UPDATE services.services SET status = 'ended' WHERE code = 'debt-advice'`.execute(db);
});

test('what a supervisor writes a caseworker finds, with who checked it and when', async () => {
  const { id, nameTh } = await add(supervisor, { aboutTh: 'คุยกับเจ้าหนี้ให้' });
  const seen = await read(worker, id);
  expect(seen).toMatchObject({ nameTh, version: 1, freshness: 'fresh', mayChange: false });
  expect(seen.checkedBy).toContain('สาธิต');
  expect(seen.provider.code).toBe('TC-650101');
  expect((await read(supervisor, id)).mayChange).toBe(true);
  const found = await worker.get<ServiceList>(`/api/v1/services?text=${encodeURIComponent('เจ้าหนี้')}`);
  expect(found.body.services.map((one) => one.id)).toContain(id);
  const none = await worker.get<ServiceList>(`/api/v1/services?text=${encodeURIComponent('%')}`);
  expect(none.body.services).toEqual([]);
});

test('nobody changes the service of another branch, or gives theirs away; a caseworker changes none', async () => {
  const { id, ...body } = await add(office, { agencyId: province });
  const changed = { ...body, basedOn: 1 };
  expect(await supervisor.post<Problem>(`/api/v1/services/${id}`, changed)).toMatchObject({
    ...{ status: 403, body: { code: 'services/not-yours' } },
  });
  expect((await supervisor.post(`/api/v1/services/${id}/checked`)).status).toBe(403);
  expect((await supervisor.post(`/api/v1/services/${id}/free-places`, { free: 1 })).status).toBe(403);
  expect((await worker.post(`/api/v1/services/${id}`, changed)).status).toBe(403);
  expect((await patrol.get(`/api/v1/services/${id}`)).status).toBe(403);
  expect(await office.post<Problem>(`/api/v1/services/${id}`, { ...changed, agencyId: elsewhere })).toMatchObject({
    ...{ status: 403, body: { code: 'services/not-yours' } },
  });
  expect((await read(office, id)).version).toBe(1);
  // The province stands over the centre.
  const below = await add(supervisor);
  expect((await office.post(`/api/v1/services/${below.id}/checked`)).status).toBe(200);
});

test('of two who change the same one, the second learns who was faster and loses nothing of the first', async () => {
  const { id, ...body } = await add(supervisor);
  expect((await supervisor.post(`/api/v1/services/${id}`, { ...body, phone: '1300', basedOn: 1 })).status).toBe(200);
  const late = await office.post<Problem>(`/api/v1/services/${id}`, { ...body, phone: '191', basedOn: 1 });
  expect(late).toMatchObject({ status: 409, body: { code: 'services/changed-meanwhile' } });
  expect(late.body.params?.name).toContain('สาธิต');
  expect(await read(office, id)).toMatchObject({ phone: '1300', version: 2 });
});

test('one provider has one service of a name, and never more free places than places', async () => {
  const { nameTh } = await add(supervisor);
  expect(await supervisor.post<Problem>('/api/v1/services', aService({ nameTh }))).toMatchObject({
    ...{ status: 409, body: { code: 'services/exists' } },
  });
  const other = await add(supervisor, { places: 4, free: 4 });
  const renamed = { ...aService({ nameTh }), basedOn: 1 };
  expect(await supervisor.post<Problem>(`/api/v1/services/${other.id}`, renamed)).toMatchObject({
    ...{ status: 409, body: { code: 'services/exists' } },
  });
  expect(await supervisor.post<Problem>(`/api/v1/services/${other.id}/free-places`, { free: 5 })).toMatchObject({
    ...{ status: 422, body: { code: 'services/count-unfit' } },
  });
});

test('a service is suggested with reasons while it is checked, and is named as stale afterwards', async () => {
  const { id } = await add(supervisor, { places: 4, free: 2, rules: [{ fact: 'age', from: 15 }] });
  const suggested = await ask(worker, { facts: { age: 30 } });
  const mine = suggested.suggestions.find(({ service }) => service.id === id);
  expect(mine?.reasons).toEqual(
    expect.arrayContaining([
      { code: 'same-service' },
      { code: 'eligible' },
      { code: 'places-free', free: 2 },
      { code: 'open-now' },
    ]),
  );
  expect((await ask(worker, { facts: { age: 9 } })).leftOut).toContainEqual(
    expect.objectContaining({ id, because: 'not-eligible', failed: [{ fact: 'age', from: 15 }] }),
  );
  const today = (await read(worker, id)).checkedOn ?? '';
  const agoOf = (days: number) => addDays(today, -days);
  await sql`UPDATE services.services SET checked_on = ${agoOf(180)}::date WHERE id = ${id}`.execute(db);
  const later = await ask(worker, { facts: { age: 30 } });
  expect(later.suggestions.map(({ service }) => service.id)).not.toContain(id);
  expect(later.leftOut).toContainEqual(expect.objectContaining({ id, because: 'stale' }));
  const toCheck = await supervisor.get<ServiceList>('/api/v1/services?toCheck=true&limit=200');
  expect(toCheck.body.services.map((one) => one.id)).toContain(id);
  expect((await supervisor.post(`/api/v1/services/${id}/checked`)).status).toBe(200);
  expect((await ask(worker, { facts: { age: 30 } })).suggestions.map(({ service }) => service.id)).toContain(id);
});

test('a service is suggested to whoever lives in its area only, near ones first', async () => {
  const [local, wide] = [await add(supervisor), await add(office, { agencyId: province, areaIds: [province] })];
  const idsFor = async (agencyId: string) =>
    (await ask(office, { agencyId })).suggestions.map(({ service }) => service.id);
  expect(await idsFor(centre)).toEqual(expect.arrayContaining([local.id, wide.id]));
  const neighbour = await agencyOf('TC-650102');
  expect(await idsFor(neighbour)).toContain(wide.id);
  expect(await idsFor(neighbour)).not.toContain(local.id);
  expect(await idsFor(elsewhere)).toEqual([]);
});

test('the directory is read by need, and by what one answers for oneself', async () => {
  const [own, ofProvince] = [await add(supervisor), await add(office, { agencyId: province })];
  const idsBy = async (by: Officer, query: string) => {
    const { status, body } = await by.get<ServiceList>(`/api/v1/services?limit=200&${query}`);
    expect(status).toBe(200);
    return body.services.map(({ id }) => id);
  };
  expect(await idsBy(worker, 'need=food-income')).toEqual(expect.arrayContaining([own.id, ofProvince.id]));
  expect(await idsBy(worker, 'need=safety')).not.toContain(own.id);
  const mine = await idsBy(supervisor, 'mine=true');
  expect(mine).toContain(own.id);
  expect(mine).not.toContain(ofProvince.id);
  expect(await idsBy(office, 'mine=true')).toEqual(expect.arrayContaining([own.id, ofProvince.id]));
  expect(await idsBy(office, `mine=true&provider=${elsewhere}`)).toEqual([]);
  expect(await idsBy(worker, 'mine=true')).toEqual([]);
});

test('every change is recorded with who made it', async () => {
  const { id, ...body } = await add(supervisor);
  await supervisor.post(`/api/v1/services/${id}`, { ...body, waitDays: 3, basedOn: 1 });
  await supervisor.post(`/api/v1/services/${id}/checked`);
  const actions = await rows(
    db,
    sql<{
      action: string;
    }>`SELECT action FROM audit.entries WHERE subject_kind = 'service' AND subject_id = ${id} ORDER BY id`,
  );
  expect(actions.map(({ action }) => action)).toEqual(['services/add', 'services/change', 'services/check']);
});

test('a demonstration has services of each kind: fresh, stale, full and paused', async () => {
  const [counts] = await rows(
    db,
    sql<{ all: number; full: number; paused: number; never: number }>`SELECT count(*)::int AS all,
      (count(*) FILTER (WHERE free = 0))::int AS full, (count(*) FILTER (WHERE status = 'paused'))::int AS paused,
      (count(*) FILTER (WHERE checked_on IS NULL))::int AS never
      FROM services.services WHERE updated_by_person_id IS NULL`,
  );
  expect(counts?.all).toBeGreaterThanOrEqual(6);
});
