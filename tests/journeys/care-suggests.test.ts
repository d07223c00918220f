import { expect, test } from 'vitest';
import type { CaseDetail } from '../../contract/case-api.ts';
import type { WorkToday } from '../../contract/case-work.ts';
import { suggestCaseWorkers } from '../../server/capabilities/care/commands/suggest-workers.ts';
import type { CareContext } from '../../server/capabilities/care/context.ts';
import { loadJurisdiction } from '../../server/capabilities/jurisdiction/index.ts';
import { type EventMap, LOGGED_EVENTS } from '../../server/events/event-map.ts';
import { openDatabase, rows, sql } from '../../server/platform/database/database.ts';
import { createEvents } from '../../server/platform/events/event-bus.ts';
import { createEventLog } from '../../server/platform/events/event-log.ts';
import { aCase } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// Whom a waiting case is proposed to; the job of the system runs by itself.

const LIMIT = 25;
const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const worker = await system.officer('caseworker');
const second = await system.officer('caseworker2');
const supervisor = await system.officer('care-supervisor');
const idOf = async (name: string) => (await getDemoPerson(system, name)).personId;
const [workerId, secondId, supervisorId] = [
  await idOf('caseworker'),
  await idOf('caseworker2'),
  await idOf('care-supervisor'),
];
const centreId = (await getDemoPerson(system, 'caseworker')).agencyId;
// Nothing but what a test adds; and the supervisor, who could take cases too, is on leave.
await sql`UPDATE care.cases SET suggested_worker_id = NULL, suggested_at = now(), worker_id = CASE WHEN worker_id IS NULL
  THEN NULL ELSE gen_random_uuid() END`.execute(db);
await sql`INSERT INTO duty.absences (id, agency_id, person_id, kind, starts_at, ends_at, noted_at)
  VALUES (gen_random_uuid(), ${centreId}, ${supervisorId}, 'leave', ${new Date(system.clock.now().getTime() - 86_400_000)},
    ${new Date(system.clock.now().getTime() + 10 * 86_400_000)}, now())`.execute(db);

async function fill(personId: string, count: number): Promise<void> {
  for (let n = 0; n < count; n++) await aCase(db, { status: 'assessing', workerId: personId });
}
const detail = async (officer: Officer, id: string) => (await officer.get<CaseDetail>(`/api/v1/cases/${id}`)).body;
/** Read once more when it has happened: the first answer may have begun before. */
async function lookedFor(officer: Officer, id: string, times = 1): Promise<CaseDetail> {
  await system.until(async () => said(await detail(officer, id)).length >= times || undefined);
  return detail(officer, id);
}
const said = ({ timeline }: CaseDetail) =>
  timeline.flatMap(({ kind, details }) =>
    kind === 'suggested' || kind === 'all-full' ? [[kind, details.worker]] : [],
  );
const alerted = (kind: string) =>
  rows(
    db,
    sql<{
      personId: string;
    }>`SELECT DISTINCT notification.person_id AS "personId" FROM alerting.notifications AS notification
      JOIN alerting.alerts AS alert ON alert.id = notification.alert_id WHERE alert.kind = ${kind}`,
  );

test('three cases go to the one of two workers who is below the limit: first on their day, alerted, and still everybody’s to accept', async () => {
  await fill(workerId, LIMIT);
  const cases = [
    await aCase(db, { isToSuggest: true }),
    await aCase(db, { isToSuggest: true }),
    await aCase(db, { isToSuggest: true }),
  ] as const;
  const nobodys = await aCase(db);
  const clocks = () =>
    rows(
      db,
      sql`SELECT id, rule, due_at, stopped_at FROM care.clocks WHERE case_id = ANY(${[...cases]}::uuid[]) ORDER BY id`,
    );
  const before = await clocks();
  for (const id of cases) {
    const found = await lookedFor(worker, id);
    expect(found.suggested?.id).toBe(secondId);
    expect(said(found)).toEqual([['suggested', found.suggested?.name]]);
    expect(found.case).toMatchObject({ status: 'registered', worker: null });
  }
  expect(await clocks()).toEqual(before);
  await system.until(async () => (await alerted('case-reminder')).find(({ personId }) => personId === secondId));
  expect((await alerted('case-reminder')).some(({ personId }) => personId === workerId)).toBe(false);

  const waitingOf = async (officer: Officer) =>
    (await officer.get<WorkToday>('/api/v1/care/today')).body.doNow.filter(({ act }) => act === 'accept');
  const mine = await waitingOf(second);
  expect(mine.slice(0, 3).map(({ caseId, isSuggested }) => [cases.includes(caseId), isSuggested])).toEqual(
    cases.map(() => [true, true]),
  );
  expect(mine.find(({ caseId }) => caseId === nobodys)?.isSuggested).toBe(false);
  expect((await waitingOf(worker)).some(({ isSuggested }) => isSuggested)).toBe(false);

  // A colleague takes one on, the supervisor moves another beyond the limit, and barring names somebody else.
  expect((await worker.post(`/api/v1/cases/${cases[0]}/accept`)).status).toBe(200);
  const force = { agencyId: centreId, workerId, reason: 'รู้จักครอบครัวนี้' };
  expect((await supervisor.post(`/api/v1/cases/${cases[1]}/transfer/force`, force)).status).toBe(200);
  for (const id of [cases[0], cases[1]]) {
    const found = await detail(worker, id);
    expect([found.suggested, found.case.worker?.id]).toEqual([null, workerId]);
  }
  const barring = { kind: 'account', personId: secondId, reason: 'relative' };
  expect((await worker.post(`/api/v1/cases/${cases[2]}/exclusions`, barring)).status).toBe(200);
  const again = await lookedFor(worker, cases[2], 2);
  expect([again.suggested, said(again).at(-1)?.[0]]).toEqual([null, 'all-full']);
});

test('where nobody is below the limit it waits as before; said once, and the supervisor told', async () => {
  await fill(secondId, LIMIT);
  await sql`DELETE FROM alerting.notifications`.execute(db);
  const id = await aCase(db, { isToSuggest: true });
  const found = await lookedFor(worker, id);
  expect([found.suggested, found.case.worker, found.case.status]).toEqual([null, null, 'registered']);
  await system.until(async () => (await alerted('case-urgent')).find(({ personId }) => personId === supervisorId));
  expect((await alerted('case-urgent')).map(({ personId }) => personId)).toEqual([supervisorId]);
  // Another one later: looked at once, and the first is not said again.
  const other = await aCase(db, { isToSuggest: true });
  await lookedFor(worker, other);
  expect(said(await detail(worker, id))).toEqual([['all-full', undefined]]);
  expect((await worker.post(`/api/v1/cases/${id}/accept`)).status).toBe(200);
});

test('of several processes at once each case is looked at once, and nobody gets one beyond the limit', async () => {
  await sql`UPDATE care.cases SET worker_id = NULL, status = 'registered' WHERE worker_id = ${secondId}
    AND id IN (SELECT id FROM care.cases WHERE worker_id = ${secondId} AND closed_at IS NULL LIMIT 10)`.execute(db);
  const ids = await Promise.all(Array.from({ length: 30 }, () => aCase(db, { isToSuggest: true })));
  const notifier = { send() {}, on() {}, start: async () => {}, stop: async () => {} };
  const processes = [1, 2].map((n) =>
    openDatabase(system.config.databaseUrl ?? '', { connections: 2, name: `suggests ${n}` }),
  );
  const jurisdiction = await loadJurisdiction(db);
  const isDone = async () =>
    (await rows(db, sql`SELECT id FROM care.cases WHERE id = ANY(${ids}::uuid[]) AND suggested_at IS NULL`)).length ===
    0;
  do {
    await Promise.all(
      processes.map((own) => {
        const events = createEvents<EventMap>({ types: LOGGED_EVENTS, log: createEventLog(own, notifier) });
        return suggestCaseWorkers({ clock: system.clock, events, jurisdiction } as unknown as CareContext, own);
      }),
    );
  } while (!(await isDone()));
  await Promise.all(processes.map((own) => own.destroy()));
  const entries = await rows(
    db,
    sql<{ kind: string; n: number }>`SELECT kind, count(*)::integer AS n FROM care.case_timeline
      WHERE case_id = ANY(${ids}::uuid[]) AND kind IN ('suggested', 'all-full') GROUP BY kind ORDER BY kind`,
  );
  expect(entries).toEqual([
    { kind: 'all-full', n: 20 },
    { kind: 'suggested', n: 10 },
  ]);
});
