import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { INCIDENT_ACTIONS } from '../../contract/incident-status.ts';
import { PROBLEMS, problemSchema } from '../../contract/problem.ts';
import { rows, sql } from '../../server/platform/database/database.ts';
import { createLog } from '../../server/platform/log.ts';
import { aCase, aRecord } from '../support/a-case.ts';
import { getDemoPerson } from '../support/alarm.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { signIn } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';
import { MARK } from './fuzz/hostile.ts';
import { listOperations, type OpenApi, type Shot } from './fuzz/operations.ts';
import { watchTables } from './fuzz/state-of-tables.ts';

// The API against its own description: whatever is sent, by whomever, the answer is coded and no failure of ours, tells
// nothing that is not theirs, and a refusal leaves every table as it was. FUZZ_INPUTS=500 tries more per operation and
// FUZZ_SEED another series; the same numbers give the same inputs.
const INPUTS = Number(process.env.FUZZ_INPUTS ?? 10);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_121);
/** What belongs to Phitsanulok's incidents and to nobody else. */
const PERSONAL = ['0894441234', '+66894441234', '894441234', 'ถ้อยคำลับของผู้แจ้ง', 'ผู้แจ้งลับ', 'ป้ายลับหน้าบ้าน'];
const OURS =
  /node_modules|\.ts:\d|\bat async\b|syntax error|violates|\bSELECT \b|\bINSERT \b|\bUPDATE \b|pg_|relation "/;
/** Nobody far away: what they are shown must hold nothing of Phitsanulok. */
const CALLERS = [
  ...(['nobody', 'duty1', 'desk1300', 'superintendent', 'administrator', 'duty-bangkok'] as const),
  ...(['caseworker', 'care-supervisor', 'guest-hospital'] as const),
];
const MAY_SEE = ['duty1', 'desk1300', 'superintendent'];
/** A person in care, and what is written about them: for those who care, and nobody else. */
const IN_CARE = ['ผู้รับการดูแลลับ', 'ที่ซ่อนลับ'];
const MAY_SEE_CARE = ['caseworker', 'care-supervisor', 'desk1300'];
/** Counted, recorded or ended also when refused; each has tests of its own. */
const WRITES_WHEN_REFUSED = /^\/api\/auth\/|\/re-authenticate/;

const failures: string[] = [];
const system = await openTestSystem({
  log: createLog('error', { write: (line) => failures.push(line) }),
  escalation: 'off',
});
const watch = await watchTables(system.owner);
const reporter = system.line.phone('ผู้แจ้งลับ');
const incident = await anIncident(system).onPhone(reporter).happens();
await reporter.sendText('0894441234');
await reporter.sendText('ถ้อยคำลับของผู้แจ้ง');
await reporter.sendLocation({ ...PLACES.muang, title: 'ป้ายลับหน้าบ้าน' });
const others = await Promise.all(Array.from({ length: 8 }, () => anIncident(system).happens()));
const incidents = [incident, ...others].map(({ id }) => id);
const officer = await system.officer('desk1300');
const { body: api } = await officer.get<OpenApi>('/api/v1/openapi.json');
const { personId: workerId } = await getDemoPerson(system, 'caseworker');
const cases = [
  await aCase(system.owner, { name: IN_CARE[0] ?? '' }),
  await aCase(system.owner, { name: IN_CARE[0] ?? '', status: 'assessing', workerId }),
];
await aRecord(
  system.owner,
  cases[1] ?? '',
  'safety-plan',
  { place: IN_CARE[1] },
  { authorId: workerId, at: new Date() },
);
const userIds = await rows(system.owner, sql<{ id: string }>`SELECT id FROM access.users LIMIT 5`);
const agency = incident.detail.incident.responsibleAgency.id;

const KNOWN: Record<string, unknown[]> = {
  id: [...incidents, ...cases, agency, randomUUID()],
  caseId: cases,
  workerId: [workerId],
  attachmentId: [randomUUID()],
  etaMinutes: [5, 1, 240],
  disposition: ['handled', 'false-report'],
  agencyId: [agency],
  intoIncidentId: others.map(({ id }) => id),
  reportId: [incident.detail.reports[0]?.reportId],
  userId: userIds.map(({ id }) => id),
  personId: userIds.map(({ id }) => id),
  lat: [16.82, 13.75],
  lng: [100.26, 100.5],
};
/** Its policies are hidden here so that nobody is alerted but by the test; it has tests of its own. */
const WITHOUT_POLICY = 'GET /api/v1/incidents/{id}/escalation';
const operations = listOperations(api, (field) => KNOWN[field]).filter(({ name }) => name !== WITHOUT_POLICY);

const cookies = new Map<string, string>();
/** The writes that were counted when the last request was answered; undefined when it was allowed to write. */
let before: number | undefined;
/** Signs in when needed, which writes: what was counted is then old. */
async function cookieOf(caller: string): Promise<string> {
  if (caller === 'nobody') return '';
  const kept = cookies.get(caller);
  if (kept !== undefined) return kept;
  before = undefined;
  const cookie = await signIn(system.url, `${caller}@demo.ess.example`).then(
    (officer) => officer.cookie,
    () => '',
  );
  cookies.set(caller, cookie);
  return cookie;
}

const counts = {
  inputs: 0,
  checked: 0,
  compared: 0,
  byStatus: new Map<number, number>(),
  byCaller: new Map<string, number>(),
};
const count = <Key>(map: Map<Key, number>, key: Key) => map.set(key, (map.get(key) ?? 0) + 1);

type Answer = { status: number; type: string; text: string };

async function shoot({ method, url, headers, body }: Shot, cookie: string): Promise<Answer> {
  const hangUp = new AbortController();
  const response = await fetch(system.url + url, {
    method,
    headers: { ...headers, ...(cookie && { cookie }) },
    ...(body !== undefined && { body }),
    signal: hangUp.signal,
    redirect: 'manual',
  });
  const type = response.headers.get('content-type') ?? '';
  if (type.startsWith('text/event-stream')) {
    hangUp.abort();
    return { status: response.status, type, text: '' };
  }
  return { status: response.status, type, text: await response.text() };
}

/** What ended the session, or met its end, must not make the rest of the series blind. */
function keepSignedIn(caller: string, status: number, route: string): void {
  if (status === 401 || /sign-out|sessions|password/.test(route)) cookies.delete(caller);
}

/** What a command set going (messages to LINE, their delivery) ends by itself; only then a refusal can be told from it. */
async function countInPeace(): Promise<number> {
  for (let last = await watch.countWrites(); ; ) {
    await new Promise((resume) => setTimeout(resume, 15));
    const now = await watch.countWrites();
    if (now === last) return now;
    last = now;
  }
}

function differences(one: string, other: string): string[] {
  const known = new Set(one.split('\n'));
  return other.split('\n').filter((line) => !known.has(line));
}

/** A refusal is coded, tells nothing, and has changed nothing. */
async function checkRefusal(shot: Shot, was: number, { status, type, text }: Answer, cookie: string): Promise<void> {
  const problem = problemSchema.parse(JSON.parse(text));
  expect(type).toContain('application/problem+json');
  expect(Object.keys(PROBLEMS)).toContain(problem.code);
  expect(problem.status).toBe(status);
  expect(text).not.toMatch(OURS);
  expect(text).not.toContain(MARK);
  for (const value of [...PERSONAL, ...IN_CARE]) expect(text).not.toContain(value);
  if (WRITES_WHEN_REFUSED.test(shot.route)) {
    before = undefined;
    return;
  }
  before = await watch.countWrites();
  counts.checked += 1;
  if (before === was) return;
  // Scheduled work may have fallen due meanwhile; what a refused request itself changes, it changes again.
  let changed: string[] = [];
  for (let tries = 0; tries === 0 || (changed.length > 0 && tries < 3); tries++) {
    await countInPeace();
    const state = await watch.read();
    await shoot(shot, cookie);
    changed = differences(state, await watch.read());
  }
  counts.compared += 1;
  before = await watch.countWrites();
  expect(changed).toEqual([]);
}

test('the description names the routes', () => {
  expect(operations.length).toBeGreaterThan(Object.keys(INCIDENT_ACTIONS).length + 10);
});

test.each(operations)(
  '$name',
  async ({ shots }) => {
    before = undefined;
    const tried = counts.inputs;
    await fc.assert(
      fc.asyncProperty(shots, fc.constantFrom(...CALLERS), async (shot, caller) => {
        const cookie = await cookieOf(caller);
        const was = before ?? (await countInPeace());
        before = undefined;
        const answer = await shoot(shot, cookie);
        counts.inputs += 1;
        count(counts.byStatus, answer.status);
        count(counts.byCaller, caller);
        keepSignedIn(caller, answer.status, shot.route);
        expect(answer.status, `${answer.text} ${failures.at(-1)}`).toBeLessThan(500);
        if (!MAY_SEE.includes(caller)) for (const value of PERSONAL) expect(answer.text).not.toContain(value);
        if (!MAY_SEE_CARE.includes(caller)) for (const value of IN_CARE) expect(answer.text).not.toContain(value);
        if (answer.status >= 400) await checkRefusal(shot, was, answer, cookie);
      }),
      { seed: SEED, numRuns: INPUTS, endOnFailure: true },
    );
    expect(counts.inputs - tried).toBe(INPUTS);
  },
  600_000,
);

afterAll(() => {
  const list = (map: Map<unknown, number>) => [...map].map(([key, times]) => `${key}: ${times}`).join(', ');
  console.log(
    `fuzz: ${operations.length} operations, ${counts.inputs} inputs (seed ${SEED}), ` +
      `${counts.checked} refusals checked, of which ${counts.compared} that wrote compared with all tables; by status ${list(counts.byStatus)}; by caller ${list(counts.byCaller)}`,
  );
});
