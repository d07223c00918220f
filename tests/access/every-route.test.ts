import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ROLES, type Role } from '../../contract/permission.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase } from '../support/a-case.ts';
import { aHelpRequest } from '../support/a-help-request.ts';
import { aReferral } from '../support/a-referral.ts';
import { aRosterProposal } from '../support/a-roster-proposal.ts';
import { aPatrol } from '../support/a-unit.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { type Answer, type Officer, signIn } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';
import { bodyFor, ruleOf } from './route-rules.ts';

// Every route × every role × own, neighbouring, higher and lower agency. The expected result is computed here from the
// route's declaration, its hand-written rule and the agencies' paths alone. What a role may not call anywhere is called in
// its own agency only: a permission belongs to a role and knows no agency, and is checked first.

const system = await openTestSystem();
const db = system.owner;
const ROLE_NAMES = Object.keys(ROLES) as Role[];
const POSITIONS = ['own', 'neighbouring', 'higher', 'lower'] as const;
type Position = (typeof POSITIONS)[number];

const pathOf = async (code: string) =>
  getRow(db, sql<{ id: string; path: string }>`SELECT id, path::text FROM jurisdiction.agencies WHERE code = ${code}`);
const own = await pathOf('PS65003');
const lower = { id: randomUUID(), path: `${own.path}.POST_1` };
// Below the station; inactive, so that it is not alerted.
await sql`INSERT INTO jurisdiction.agencies (id, code, kind, name_th, parent_id, path, lat, lng, is_active, is_demonstration)
  VALUES (${lower.id}, 'POST-1', 'station', 'ตู้ยาม (สาธิต)', ${own.id}, ${lower.path}::ltree, 16.82, 100.26, false, true)
  `.execute(db);
await sql`UPDATE jurisdiction.edition SET number = number + 1`.execute(db);
const AGENCIES = { own, neighbouring: await pathOf('PS65013'), higher: await pathOf('PP-65'), lower };

/** Accounts with the password of the demonstration accounts, one for each role in each agency. */
const emailOf = (role: Role, position: Position) => `${role}-${position}@demo.ess.example`;
for (const position of POSITIONS) {
  for (const role of ROLE_NAMES) {
    const id = randomUUID();
    await sql`INSERT INTO access.users (id, name, email, email_verified, is_demonstration)
      VALUES (${id}, ${`สมมติ ${role} ${position}`}, ${emailOf(role, position)}, true, true)`.execute(db);
    await sql`INSERT INTO access.accounts (id, user_id, account_id, provider_id, password, updated_at)
      SELECT ${randomUUID()}, ${id}, ${id}, 'credential', account.password, now() FROM access.accounts AS account
      JOIN access.users AS person ON person.id = account.user_id WHERE person.email = 'duty1@demo.ess.example'`.execute(
      db,
    );
    await sql`INSERT INTO access.memberships (id, user_id, agency_id, role, from_date)
      VALUES (${randomUUID()}, ${id}, ${AGENCIES[position].id}, ${role}, '2020-01-01')`.execute(db);
  }
}
const incident = await anIncident(system).reportedAt(PLACES.muang).happens();
const target = await getRow(
  db,
  sql<{ person: string; membership: string }>`SELECT user_id AS person, id AS membership FROM access.memberships
    WHERE user_id = (SELECT id FROM access.users WHERE email = ${emailOf('eef-officer', 'own')})`,
);
const administrator = await system.officer('administrator');
const invited = await administrator.post<{ id: string }>(`/api/v1/agencies/${own.id}/invitations`, {
  email: 'invited@demo.ess.example',
  role: 'duty-officer',
});
const superintendent = await system.officer('superintendent');
const unit = await superintendent.post<{ id: string }>(`/api/v1/agencies/${own.id}/units`, {
  callSign: 'ชุดที่ถูกถามถึง',
  kind: 'car',
  memberIds: [await aPatrol(system)],
});
await superintendent.post(`/api/v1/incidents/${incident.id}/units`, { unitId: unit.body.id });
const sent = await superintendent.get<{ assignments: { id: string }[] }>(`/api/v1/incidents/${incident.id}/units`);
const [pattern] = await rows(db, sql<{ id: string }>`SELECT id FROM duty.patterns WHERE agency_id = ${own.id} LIMIT 1`);
const [shift] = await rows(
  db,
  sql<{ id: string }>`SELECT id FROM duty.shifts WHERE agency_id = ${own.id} ORDER BY starts_at DESC LIMIT 1`,
);
const absence = { id: randomUUID() };
await sql`INSERT INTO duty.absences (id, agency_id, person_id, kind, starts_at, ends_at, noted_at)
  VALUES (${absence.id}, ${own.id}, ${target.person}, 'leave', '2028-01-01', '2028-01-02', now())`.execute(db);
const caseOfStation = await aCase(db, { agency: 'PS65003' });
/** The target of each rule; all belong to the station. */
const TARGETS: Record<string, string> = {
  incident: incident.id,
  agency: own.id,
  person: target.person,
  membership: target.membership,
  invitation: invited.body.id,
  unit: unit.body.id,
  job: sent.body.assignments[0]?.id ?? '',
  crew: sent.body.assignments[0]?.id ?? '',
  pattern: pattern?.id ?? '',
  shift: shift?.id ?? '',
  absence: absence.id,
  'roster-proposal': await aRosterProposal(db, own.id),
  case: caseOfStation,
  referral: await aReferral(db, caseOfStation, { to: 'PS65003' }),
  help: await aHelpRequest(db, { agency: 'PS65003' }),
};
/** Would end the session that is being tested. */
const LEAVES = '/api/v1/me/sessions/end-all';

/** The tree rule: one's own branch is visible, nothing beside it and nothing above. */
const isBelow = (branch: string, path: string) => path === branch || path.startsWith(`${branch}.`);
const may = (role: Role, permission: string) => (ROLES[role] as readonly string[]).includes(permission);

type Line = (typeof system.app.routes)[number];
/** What the route itself requires: one of its permissions, or only a session. */
function mayCall(role: Role, { permission }: Line): boolean {
  if (permission === 'signed-in') return true;
  return [permission].flat().some((one) => may(role, one));
}

type Expected = 'forbidden' | 'not-there' | 'not-theirs' | 'answered';
function expected(role: Role, position: Position, line: Line): Expected {
  if (!mayCall(role, line)) return 'forbidden';
  const rule = ruleOf(line);
  if (rule.scope === 'anybody' || rule.scope === 'self') return 'answered';
  const branch = AGENCIES[position].path;
  if (rule.scope === 'help') return may(role, 'help:view') && isBelow(branch, own.path) ? 'answered' : 'not-there';
  if (rule.scope === 'case') return may(role, 'case:view') && isBelow(branch, own.path) ? 'answered' : 'not-there';
  if (rule.scope !== 'incident' && rule.scope !== 'job' && rule.scope !== 'crew' && rule.scope !== 'unit')
    return isBelow(branch, own.path) ? 'answered' : 'not-there';
  // None of these accounts is in a unit.
  if (rule.scope === 'unit') return may(role, 'unit:view') && isBelow(branch, own.path) ? 'answered' : 'not-there';
  // None of them is assigned or invited to it, so that only the tree rule applies.
  if (!may(role, 'incident:view') || !isBelow(branch, own.path)) return 'not-there';
  return rule.scope === 'crew' ? 'not-theirs' : 'answered';
}

async function call(officer: Officer, line: Line, id: string): Promise<Answer> {
  const address = line.path.replace(':id', id).replaceAll(/:\w+/g, () => randomUUID()) + (ruleOf(line).query ?? '');
  if (line.method === 'GET') return officer.get(address);
  return officer.post(address, bodyFor(line, incident.id, own.id));
}

const REFUSALS = [
  'access/not-permitted',
  'access/not-signed-in',
  'incident/not-found',
  'case/not-found',
  'referral/not-found',
  'help/not-found',
];
const counts = { forbidden: 0, 'not-there': 0, 'not-theirs': 0, answered: 0 };

describe.each(POSITIONS)('%s agency', (position) => {
  describe.each(ROLE_NAMES)('%s', (role) => {
    let officer: Officer;
    beforeAll(async () => {
      // Let rate limits expire; another test covers them.
      system.clock.advance(60_000);
      officer = await signIn(system.url, emailOf(role, position));
    });

    const lines = system.app.routes.filter(
      (line) => line.path !== LEAVES && (mayCall(role, line) || position === 'own'),
    );
    test.each(lines.map((line) => [`${line.method} ${line.path}`, line] as const))('%s', async (_, line) => {
      system.clock.advance(1000);
      const hit = await call(officer, line, TARGETS[ruleOf(line).scope] ?? randomUUID());
      const what = expected(role, position, line);
      counts[what] += 1;
      const code = (hit.body as { code?: string }).code;
      if (what === 'answered') {
        if (code !== ruleOf(line).unknown) expect(REFUSALS).not.toContain(code);
        expect(hit.status).toBeLessThan(500);
        // A body for one's own account needs a code or password: `request/invalid` shows that the route was called.
        if (ruleOf(line).scope !== 'self') expect(code).not.toBe('request/invalid');
        return;
      }
      if (what === 'not-theirs') {
        expect(hit).toMatchObject({ status: 403, body: { code: 'access/not-permitted' } });
        return;
      }
      expect(hit).toMatchObject(
        what === 'forbidden'
          ? { status: 403, body: { code: 'access/not-permitted' } }
          : { status: 404, body: { code: ruleOf(line).notFound ?? 'incident/not-found' } },
      );
      // The response must not reveal whether it exists.
      expect(await call(officer, line, randomUUID())).toEqual(hit);
    });
  });
});

test('without a session no route answers', async () => {
  for (const { method, path } of system.app.routes) {
    const address = system.url + path.replaceAll(/:\w+/g, () => randomUUID());
    const answer = await fetch(address, {
      method,
      ...(method === 'POST' && { headers: { 'content-type': 'application/json' }, body: '{}' }),
    });
    // The body is validated before the session: an invalid one reveals nothing either.
    expect([400, 401], `${method} ${path}`).toContain(answer.status);
  }
});

test('the board shows exactly the incidents that may be viewed', async () => {
  for (const position of POSITIONS) {
    system.clock.advance(60_000);
    const officer = await signIn(system.url, emailOf('duty-officer', position));
    const shown = (await officer.queue()).incidents.map(({ id }) => id);
    expect(shown.includes(incident.id), position).toBe(isBelow(AGENCIES[position].path, own.path));
  }
});

test('no refused request changed anything, and each kind of refusal occurred', async () => {
  const acted = await rows(
    db,
    sql<{ email: string }>`SELECT DISTINCT person.email FROM audit.entries AS entry
      JOIN access.users AS person ON person.id::text = entry.actor_id
      WHERE entry.subject_id = ${incident.id} AND person.email LIKE '%-%@demo.ess.example'`,
  );
  for (const { email } of acted) expect(email).toMatch(/-(own|higher)@/);
  expect(counts.forbidden).toBeGreaterThan(0);
  expect(counts.answered).toBeGreaterThan(0);
  expect(counts['not-there']).toBeGreaterThan(0);
});

afterAll(() => console.info(`every route: ${JSON.stringify(counts)}`));
