import { randomUUID } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import type { PhoneReport } from '../../contract/control-room.ts';
import type { IncidentDetail } from '../../contract/incident.ts';
import type { Problem } from '../../contract/problem.ts';
import type { CaseFamily, FamilyStatus } from '../../contract/self-reliance.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { rows, sql } from '../../server/platform/database/database.ts';
import { bodyFor } from '../access/route-rules.ts';
import { aCase, anApproval, anAssessment, anEarlyNotification, anOffer, aRecord } from '../support/a-case.ts';
import { aFamily, familyAnswers } from '../support/a-family.ts';
import { aFinding } from '../support/a-finding.ts';
import { aHelpForm, aHelpRequest } from '../support/a-help-request.ts';
import { aNeed, aReferral } from '../support/a-referral.ts';
import { aRepeatPlace } from '../support/a-repeat-place.ts';
import { aRosterProposal } from '../support/a-roster-proposal.ts';
import { aSchoolCheck } from '../support/a-school-check.ts';
import { aPatrol, jobsFor } from '../support/a-unit.ts';
import { getDemoPerson, linkLine, raiseAlert } from '../support/alarm.ts';
import { PLACES } from '../support/an-incident.ts';
import { type Answer, type Officer, signIn } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// Whatever two people do at the same moment: the loser's answer (409) names who was faster, for which agency, with which
// action and when, in Thai and in English. Actions on an incident are tried in all pairs, in every state; every other
// writing route with itself. A new writing route must be in one of the tables below, or this fails.

const system = await openTestSystem({ staffLine: true, escalation: 'off' });
const db = system.owner;
const names = [
  'duty1',
  'duty2',
  'superintendent',
  'centre191',
  'desk1300',
  'commander',
  'duty-wangthong',
  'administrator',
  ...['caseworker', 'caseworker2', 'care-supervisor', 'social-office', 'shelter', 'shelter-supervisor'],
  ...['volunteer', 'volunteer2', 'volunteer-leader', 'outreach', 'partner', 'statistician'],
];
const [duty1, duty2, boss, centre, nationalCentre, commander, wangthong, administrator] = (await Promise.all(
  names.map((name) => system.officer(name)),
)) as [Officer, Officer, Officer, Officer, Officer, Officer, Officer, Officer];
const [worker, worker2] = [await system.officer('caseworker'), await system.officer('caseworker2')];
const people = new Map(
  await Promise.all(names.map(async (name) => [name, await getDemoPerson(system, name)] as const)),
);
const station = people.get('duty1')?.agencyId ?? '';
const neighbour = people.get('duty-wangthong')?.agencyId ?? '';
const idOf = (name: string) => people.get(name)?.personId ?? '';
const centreId = people.get('caseworker')?.agencyId ?? '';

/** A second account with the same roles in the same agencies as one of the demonstration accounts. */
async function aColleagueOf(name: string): Promise<Officer> {
  const [id, email] = [randomUUID(), `${name}-second@demo.ess.example`];
  await sql`INSERT INTO access.users (id, name, email, email_verified, is_demonstration)
    VALUES (${id}, ${`สมมติ คนที่สองของ ${name}`}, ${email}, true, true)`.execute(db);
  await sql`INSERT INTO access.accounts (id, user_id, account_id, provider_id, password, updated_at)
    SELECT gen_random_uuid(), ${id}, ${id}, 'credential', account.password, now() FROM access.accounts AS account
    WHERE account.user_id = ${idOf(name)}`.execute(db);
  await sql`INSERT INTO access.memberships (id, user_id, agency_id, role, from_date)
    SELECT gen_random_uuid(), ${id}, agency_id, role, from_date FROM access.memberships WHERE user_id = ${idOf(name)}`.execute(
    db,
  );
  return signIn(system.url, email);
}
const [wangthong2, boss2, administrator2] = [
  await aColleagueOf('duty-wangthong'),
  await aColleagueOf('superintendent'),
  await aColleagueOf('administrator'),
];
const [office, office2] = [await system.officer('social-office'), await aColleagueOf('social-office')];
const commander2 = await aColleagueOf('commander');
const [statistician, desk2] = [await system.officer('statistician'), await aColleagueOf('desk1300')];
const officeId = people.get('social-office')?.agencyId ?? '';
const [shelter, shelter2] = [await system.officer('shelter'), await aColleagueOf('shelter')];
const [shelterBoss, shelterBoss2] = [
  await system.officer('shelter-supervisor'),
  await aColleagueOf('shelter-supervisor'),
];
const [volunteer, volunteer2] = [await system.officer('volunteer'), await system.officer('volunteer2')];
const leader = await system.officer('volunteer-leader');
const [outreach, outreach2] = [await system.officer('outreach'), await aColleagueOf('outreach')];
const anotherLeader = await aColleagueOf('volunteer-leader');
const leader2 = {
  officer: anotherLeader,
  id: (await anotherLeader.get<{ id: string }>('/api/v1/me')).body.id,
};
const [supervisor, supervisor2] = [await system.officer('care-supervisor'), await aColleagueOf('care-supervisor')];

async function must<Body>(asked: Promise<Answer<Body>>): Promise<Body> {
  system.clock.advance(1000);
  const { status, body } = await asked;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
}
/** Sensitive routes require a recent re-authentication. */
const reAuthenticated = async (officer: Officer): Promise<Officer> => {
  await must(officer.post('/api/v1/me/re-authenticate', { password: demonstration.password }));
  return officer;
};
const newest = async (table: string, where: string, what = 'id') =>
  (
    await rows(
      db,
      sql.raw<{ id: string }>(`SELECT ${what} AS id FROM ${table} WHERE ${where} ORDER BY id DESC LIMIT 1`),
    )
  )[0]?.id ?? '';
const inDays = (days: number) => new Date(system.clock.now().getTime() + days * 86_400_000).toISOString();
const day = (days: number) => addDays(thaiDayOf(system.clock.now()), days);

let made = 0;
/** Entered by the 191 centre, each at another place. @returns its id */
async function anIncidentByPhone(): Promise<string> {
  made += 1;
  const place = { lat: PLACES.muang.lat + (made % 20) * 0.002, lng: PLACES.muang.lng, source: 'console-pin' };
  const body = { channel: '191', type: 'confinement', place };
  const { incidentId } = await must(centre.post<PhoneReport>('/api/v1/phone-reports', body));
  return incidentId ?? '';
}
const at = (id: string, action: string) => `/api/v1/incidents/${id}/${action}`;

/** Ended; nothing was found. */
async function anUnfoundedIncident(): Promise<string> {
  const id = await anIncidentByPhone();
  await must(duty1.post(at(id, 'resolve'), { disposition: 'unfounded' }));
  await must(duty1.post(at(id, 'close'), {}));
  return id;
}

async function anIncidentWithFinding(given: Omit<Parameters<typeof aFinding>[1], 'incidentId'> = {}) {
  const id = await anUnfoundedIncident();
  return { id, finding: await aFinding(db, { incidentId: id, ...given }) };
}

type Attempt = { by: Officer; path: string; body?: object };
const counts = { races: 0, losers: 0, both: 0 };

/** Sends both at once and checks that the loser is told who won. */
async function race(
  one: Attempt,
  other: Attempt,
  many: 'one wins' | 'both may win' = 'one wins',
  /** Codes for whom there is nothing any more: they may not learn who was faster. */
  gone: readonly string[] = [],
): Promise<void> {
  system.clock.advance(2000);
  const attempts = [one, other];
  const answers = await Promise.all(attempts.map(({ by, path, body }) => by.post<Problem>(path, body ?? {})));
  const won = attempts.filter((_, index) => answers[index]?.status === 200);
  const what = `${one.path} ${other.path} ${JSON.stringify(answers.map(({ status, body }) => [status, body.code]))}`;
  counts.races += 1;
  expect(won.length, what).toBeGreaterThan(0);
  if (many === 'one wins') expect(won.length, what).toBe(1);
  if (won.length === 2) {
    counts.both += 1;
    return;
  }
  counts.losers += 1;
  const [winner] = won;
  const loser = answers.find(({ status }) => status !== 200);
  if (gone.includes(String(loser?.body.code))) {
    expect(loser?.body.params?.name, what).toBeUndefined();
    return;
  }
  const name = await nameOf(winner?.by as Officer);
  expect(loser, what).toMatchObject({ status: 409, body: { params: { name, at: expect.any(String) } } });
  expect(loser?.body.detail, what).toContain(name);
  expect(loser?.body.detail, what).toMatch(/เมื่อ .*\d\d:\d\d น\.$/);
  expect(Math.abs(Date.parse(String(loser?.body.params?.at)) - system.clock.now().getTime())).toBeLessThan(60_000);
}

const known = new Map<Officer, Promise<string>>();
function nameOf(officer: Officer): Promise<string> {
  const name = known.get(officer) ?? officer.get<{ name: string }>('/api/v1/me').then(({ body }) => body.name);
  known.set(officer, name);
  return name;
}

/** Actions on one incident, with the two officers who try them in a race. */
const ACTIONS: Record<string, { by: [Officer, Officer]; body?: (other: string) => object }> = {
  acknowledge: { by: [duty1, duty2], body: () => ({ etaMinutes: 5 }) },
  'take-over': { by: [centre, commander] },
  assign: { by: [duty1, duty2], body: () => ({ unitName: 'รถไม่มีทะเบียน' }) },
  'en-route': { by: [duty1, duty2] },
  'on-scene': { by: [duty1, duty2] },
  resolve: { by: [duty1, duty2], body: () => ({ disposition: 'handled' }) },
  close: { by: [duty1, duty2], body: () => ({ victims: false, children: false }) },
  reopen: { by: [duty1, duty2], body: () => ({ reason: 'ยังไม่จบ' }) },
  cancel: { by: [duty1, duty2] },
  eta: { by: [duty1, duty2], body: () => ({ etaMinutes: 9 }) },
  transfer: { by: [duty1, duty2], body: () => ({ agencyId: neighbour, reason: 'ใกล้กว่า' }) },
  merge: { by: [duty1, duty2], body: (other) => ({ intoIncidentId: other }) },
  unmerge: { by: [duty1, duty2] },
  'duress-seen': { by: [duty1, duty2] },
  accept: { by: [wangthong, wangthong2], body: () => ({ accept: true }) },
  decline: { by: [wangthong, wangthong2], body: () => ({ accept: false }) },
};
const pathOf = (action: string) => (action === 'accept' || action === 'decline' ? 'transfer-answer' : action);

/** How to bring an incident into each state, and the actions possible there. */
const STATES: Record<string, { actions: string[]; into: (id: string, other: string) => Promise<unknown> }> = {
  open: {
    actions: ['acknowledge', 'take-over', 'assign', 'en-route', 'on-scene', 'resolve', 'cancel', 'transfer', 'merge'],
    into: (id) => askToCancel(id),
  },
  acknowledged: {
    actions: ['eta', 'take-over', 'assign', 'on-scene', 'resolve', 'cancel', 'transfer', 'merge'],
    async into(id) {
      await askToCancel(id);
      await must(boss.post(at(id, 'acknowledge'), { etaMinutes: 5 }));
    },
  },
  'asked to be transferred': {
    actions: ['accept', 'decline', 'take-over', 'on-scene', 'resolve', 'cancel', 'merge'],
    async into(id) {
      await askToCancel(id);
      await must(boss.post(at(id, 'transfer'), { agencyId: neighbour, reason: 'ใกล้กว่า' }));
    },
  },
  resolved: {
    actions: ['close', 'reopen'],
    into: (id) => must(boss.post(at(id, 'resolve'), { disposition: 'handled' })),
  },
  closed: {
    actions: ['reopen'],
    async into(id) {
      await must(boss.post(at(id, 'resolve'), { disposition: 'handled' }));
      await must(boss.post(at(id, 'close'), { victims: false, children: false }));
    },
  },
  merged: {
    actions: ['unmerge'],
    into: (id, other) => must(boss.post(at(id, 'merge'), { intoIncidentId: other })),
  },
  'under duress': {
    actions: ['duress-seen', 'resolve', 'merge'],
    into: (id) => sql`UPDATE incident.incidents SET duress_at = now() WHERE id = ${id}`.execute(db),
  },
};
const askToCancel = (id: string) =>
  sql`UPDATE incident.incidents SET cancel_requested_at = now(), cancel_reason = 'safe-now' WHERE id = ${id}`.execute(
    db,
  );

describe.each(Object.entries(STATES))('an incident that is %s', (_, { actions, into }) => {
  const pairs = actions.flatMap((one, index) => actions.slice(index).map((other) => [one, other] as const));
  test.each(pairs)('%s and %s', async (one, other) => {
    const [id, target] = [await anIncidentByPhone(), await anIncidentByPhone()];
    await into(id, target);
    const [first, second] = [ACTIONS[one], ACTIONS[other]];
    await race(
      { by: first?.by[0] as Officer, path: at(id, pathOf(one)), body: first?.body?.(target) ?? {} },
      { by: second?.by[1] as Officer, path: at(id, pathOf(other)), body: second?.body?.(target) ?? {} },
      'both may win',
    );
  });
});

test('when two incidents are merged into each other, the loser is told', async () => {
  const [id, target] = [await anIncidentByPhone(), await anIncidentByPhone()];
  await race(
    { by: duty1, path: at(id, 'merge'), body: { intoIncidentId: target } },
    { by: duty2, path: at(target, 'merge'), body: { intoIncidentId: id } },
  );
});

test('a colleague who answers a transfer after it was declined is told by whom, also in English; others learn nothing', async () => {
  const id = await anIncidentByPhone();
  await must(duty1.post(at(id, 'transfer'), { agencyId: neighbour, reason: 'ใกล้กว่า' }));
  await must(wangthong.post(at(id, 'transfer-answer'), { accept: false }));
  const name = await nameOf(wangthong);
  for (const accept of [true, false]) {
    const late = await wangthong2.post<Problem>(at(id, 'transfer-answer'), { accept });
    expect(late).toMatchObject({ status: 409, body: { code: 'incident/no-transfer-pending', params: { name } } });
    expect(late.body.detail).toContain(`${name} (`);
  }
  const response = await fetch(system.url + at(id, 'transfer-answer'), {
    method: 'POST',
    headers: { cookie: wangthong2.cookie, 'content-type': 'application/json', 'accept-language': 'en' },
    body: '{"accept":true}',
  });
  expect(((await response.json()) as Problem).detail).toMatch(/ declined the transfer, .*\d\d:\d\d$/);
  // They may see nothing else of it.
  expect((await wangthong2.get(at(id, 'units'))).status).toBe(404);
  const stranger = await system.officer('duty-bangkok');
  const unknown = await stranger.post(at(randomUUID(), 'transfer-answer'), { accept: true });
  expect(await stranger.post(at(id, 'transfer-answer'), { accept: true })).toEqual(unknown);
});

/** What two colleagues do to the same request for help, and where it is then. */
const HELP_RACES: Record<string, { status: string; body?: object; by?: 'supervisor' }> = {
  receive: { status: 'checked' },
  propose: { status: 'received', body: { kind: 'refuse', reason: 'facts-differ', note: 'ไม่ตรง' } },
  'ask-committee': { status: 'proposed' },
  decide: { status: 'committee', by: 'supervisor', body: { decision: 'sent-back', note: 'ดูใหม่' } },
  'wait-for-budget': { status: 'approved' },
  'begin-payment': { status: 'approved' },
  payments: { status: 'paying', body: { method: 'cash', amount: 0, paidOn: '2026-01-01' } },
  receipt: { status: 'helped', body: { answer: 'received', askedBy: 'phone' } },
  close: { status: 'confirmed' },
  return: { status: 'received', body: { fields: [{ field: 'place.address', reason: 'ไม่ตรง' }] } },
  appeal: { status: 'not-eligible', body: { text: 'ขอให้ดูใหม่' } },
  'decide-appeal': { status: 'appeal', by: 'supervisor', body: { decision: 'upheld', note: 'คงเดิม' } },
  withdraw: { status: 'received', body: { reason: 'changed-mind' } },
  'open-case': { status: 'received', body: { isMinor: false, risk: 'low' } },
  'leave-to-incident': { status: 'received' },
};
/** A request at this step, with what must have been proposed for it. */
async function aHelpAt(status: string): Promise<string> {
  const id = await aHelpRequest(db, { status });
  await sql`UPDATE help.requests SET danger_report_id = gen_random_uuid() WHERE id = ${id}`.execute(db);
  const isOpen = status === 'proposed' || status === 'committee';
  const [decider, at] = isOpen ? [null, null] : [idOf('social-office'), system.clock.now()];
  await sql`INSERT INTO help.proposals (id, request_id, kind, benefit, amount, reason, by_person_id, at, decision,
      decided_by_person_id, decided_at)
    VALUES (gen_random_uuid(), ${id}, ${isOpen ? 'grant' : 'refuse'}, 'out-of-school', 4000, 'facts-differ', ${idOf('duty1')},
      now(), ${isOpen ? null : 'approved'}, ${decider}, ${at})`.execute(db);
  if (status === 'appeal')
    await sql`INSERT INTO help.appeals (id, request_id, proposal_id, text, at)
      SELECT gen_random_uuid(), request_id, id, 'ขอให้ดูใหม่', now() FROM help.proposals WHERE request_id = ${id}`.execute(
      db,
    );
  return id;
}

/** Certificates at a step, for two of the province: what a third one proposed. */
const aCertificateAt = async (...steps: string[]): Promise<string> => {
  const body = bodyFor({ path: '/api/v1/certificates' }, '', people.get('commander')?.agencyId ?? '');
  const { ids } = await must(boss.post<{ ids: string[] }>('/api/v1/certificates', body));
  for (const step of steps) await must(commander.post(`/api/v1/certificates/${step}`, { ids }));
  return ids[0] ?? '';
};
/** A month that nobody proposed yet. */
let months = 0;
const aMonth = () => {
  months += 1;
  return { period: `20${20 + Math.floor(months / 12)}-${String((months % 12) + 1).padStart(2, '0')}` };
};
const aPublication = async () => (await must(statistician.post<{ id: string }>('/api/v1/publications', aMonth()))).id;
/** A year that nobody has made a report of yet. */
let years = 0;
const aYear = () => {
  years += 1;
  return { calendar: years % 2 === 0 ? 'fiscal' : 'calendar', year: 2020 + Math.floor(years / 2) };
};
const ANNUAL = '/api/v1/insight/annual-reports';
const anAnnualReport = async () => (await must(statistician.post<{ id: string }>(ANNUAL, aYear()))).id;
const CERTIFICATE_RACES = Object.fromEntries(
  Object.entries({ approve: [], decline: [], withdraw: [], issue: ['approve'] }).map(([step, before]) => [
    `/api/v1/certificates/${step}`,
    async (): Promise<[Attempt, Attempt]> => {
      const body = { ids: [await aCertificateAt(...before)], ...(step === 'decline' && { reason: 'ไม่ครบ' }) };
      const [one, other] = step === 'withdraw' ? [boss, boss] : [commander, commander2];
      return both(one, other, `/api/v1/certificates/${step}`, body);
    },
  ]),
);

/** A file of one placement, read and looked at as far as `steps` says. */
async function anImport(...steps: ('parts' | 'check')[]): Promise<string> {
  const begun = { campaignId: await aCampaign(), fileName: 'a.csv', kind: 'store' };
  const { id } = await must(outreach.post<{ id: string }>('/api/v1/placement-imports', begun));
  const bodies = { parts: { part: 1, text: 'reference,name,lat,lng\nI-1,ก,16.9,100.3\n' }, check: undefined };
  for (const step of steps) await must(outreach.post<object>(`/api/v1/placement-imports/${id}/${step}`, bodies[step]));
  return `/api/v1/placement-imports/${id}`;
}
const aCampaignBody = () => ({
  ...bodyFor({ path: '/api/v1/campaigns' }, '', people.get('partner')?.agencyId ?? ''),
  name: `แคมเปญ ${randomUUID()}`,
});
const aCampaign = async () => (await must(outreach.post<{ id: string }>('/api/v1/campaigns', aCampaignBody()))).id;
const aPlacementBody = () => ({ ...bodyFor({ path: '/api/v1/placements' }, '', ''), reference: randomUUID() });

/** A repeat place of the station, where `before` was done already. */
const aPlace = async () => aRepeatPlace(db, { like: await anIncidentByPhone(), agencyId: station });
const PLACE_RACES = Object.fromEntries(
  [['join'], ['part', 'join'], ['separate'], ['put-back', 'separate']].map(([step = '', before]) => [
    `/api/v1/insight/places/:id/${step}`,
    async (): Promise<[Attempt, Attempt]> => {
      const [{ id, incidentIds }, other] = [await aPlace(), await aPlace()];
      const body = ['join', 'part'].includes(step) ? { placeId: other.id } : { incidentId: incidentIds[0] };
      if (before) await must(duty1.post(`/api/v1/insight/places/${id}/${before}`, body));
      return both(duty1, duty2, `/api/v1/insight/places/${id}/${step}`, body);
    },
  ]),
);

/** Routes that two people can call for the same thing: it is created, then both call. */
const RACES: Record<string, () => Promise<[Attempt, Attempt]>> = {
  ...PLACE_RACES,
  '/api/v1/insight/revisits/:id/answer': async () => {
    const { revisitId } = await aPlace();
    const body = { outcome: 'done', cameOf: ['calm'], dangerNow: false };
    return both(duty1, duty2, `/api/v1/insight/revisits/${revisitId}/answer`, body);
  },
  ...CERTIFICATE_RACES,
  '/api/v1/certificates/:id/revoke': async () => {
    const id = await aCertificateAt('approve', 'issue');
    return both(commander, commander2, `/api/v1/certificates/${id}/revoke`, { reason: 'wrong-details' });
  },
  '/api/v1/publications': async () => both(nationalCentre, statistician, '/api/v1/publications', aMonth()),
  ...Object.fromEntries(
    ['publish', 'discard'].map((step) => [
      `/api/v1/publications/:id/${step}`,
      async (): Promise<[Attempt, Attempt]> => {
        const path = `/api/v1/publications/${await aPublication()}/${step}`;
        return both(nationalCentre, desk2, path, step === 'discard' ? { reason: 'ไม่ครบ' } : {});
      },
    ]),
  ),
  [ANNUAL]: async () => both(nationalCentre, statistician, ANNUAL, aYear()),
  ...Object.fromEntries(
    ['sign-off', 'discard'].map((step) => [
      `${ANNUAL}/:id/${step}`,
      async (): Promise<[Attempt, Attempt]> => {
        const path = `${ANNUAL}/${await anAnnualReport()}/${step}`;
        return both(nationalCentre, desk2, path, step === 'discard' ? { reason: 'ไม่ครบ' } : {});
      },
    ]),
  ),
  '/api/v1/campaigns': async () => both(outreach, outreach2, '/api/v1/campaigns', aCampaignBody()),
  '/api/v1/campaigns/:id': async () => {
    const id = await aCampaign();
    return both(outreach, outreach2, `/api/v1/campaigns/${id}`, {
      ...{ ...bodyFor({ path: '/api/v1/campaigns/:id' }, '', ''), name: `แคมเปญ ${randomUUID()}`, basedOn: 1 },
    });
  },
  '/api/v1/placements': async () => {
    const body = { ...aPlacementBody(), campaignId: await aCampaign() };
    return both(outreach, outreach2, '/api/v1/placements', body);
  },
  '/api/v1/placements/:code': async () => {
    const { campaignId: _, ...body } = { ...aPlacementBody(), campaignId: '' };
    const added = { ...body, campaignId: await aCampaign() };
    const { code } = await must(outreach.post<{ code: string }>('/api/v1/placements', added));
    return both(outreach, outreach2, `/api/v1/placements/${code}`, { ...body, basedOn: 1 });
  },
  '/api/v1/outreach-events/:id': async () => {
    const body = bodyFor({ path: '/api/v1/outreach-events' }, '', '');
    const added = { ...body, campaignId: await aCampaign() };
    const { id } = await must(outreach.post<{ id: string }>('/api/v1/outreach-events', added));
    return both(outreach, outreach2, `/api/v1/outreach-events/${id}`, {
      ...bodyFor({ path: '/api/v1/outreach-events/:id' }, '', ''),
    });
  },
  '/api/v1/placement-imports/:id/check': async () => both(outreach, outreach2, `${await anImport('parts')}/check`, {}),
  '/api/v1/placement-imports/:id/commit': async () =>
    both(outreach, outreach2, `${await anImport('parts', 'check')}/commit`, { leaveOut: 0 }),
  '/api/v1/services': async () =>
    both(supervisor, supervisor2, '/api/v1/services', bodyFor({ path: '/api/v1/services' }, '', centreId)),
  '/api/v1/services/:id': async () => {
    const body = bodyFor({ path: '/api/v1/services' }, '', centreId);
    const { id } = await must(supervisor.post<{ id: string }>('/api/v1/services', body));
    return both(supervisor, supervisor2, `/api/v1/services/${id}`, { ...body, basedOn: 1 });
  },
  '/api/v1/incidents/:id/safety-notes/:noteId/withdraw': async () => {
    const id = await anIncidentByPhone();
    await must(duty1.post(at(id, 'safety-notes'), { kind: 'dog' }));
    const note = await newest('incident.safety_notes', `incident_id = '${id}'`);
    return both(duty1, duty2, at(id, `safety-notes/${note}/withdraw`), { reason: 'ไม่มีแล้ว' });
  },
  '/api/v1/incidents/:id/findings': async () => {
    const id = await anUnfoundedIncident();
    const [report] = (await must(duty1.get<IncidentDetail>(`/api/v1/incidents/${id}`))).reports;
    const body = { reportId: report?.reportId, evidence: ['witness'], note: 'พยานอยู่ในร้าน' };
    return both(duty1, duty2, at(id, 'findings'), body);
  },
  // Taken back by whoever proposed it, while the superintendent decides.
  '/api/v1/incidents/:id/findings/:findingId/withdraw': async () => {
    const { id, finding } = await anIncidentWithFinding({ by: idOf('duty1') });
    return [
      { by: duty1, path: at(id, `findings/${finding}/withdraw`), body: { reason: 'เข้าใจผิด' } },
      { by: boss, path: at(id, `findings/${finding}/drop`), body: { dropReason: 'not-proved' } },
    ];
  },
  '/api/v1/incidents/:id/findings/:findingId/drop': async () => {
    const { id, finding } = await anIncidentWithFinding();
    return both(boss, boss2, at(id, `findings/${finding}/drop`), { dropReason: 'good-faith' });
  },
  '/api/v1/incidents/:id/findings/:findingId/confirm': async () => {
    const { id, finding } = await anIncidentWithFinding();
    const reason = 'พยานสองคนยืนยันว่าขณะนั้นไม่มีใครอยู่ในร้านตามที่แจ้ง';
    const body = { reason, clauses: ['criminal-code-173'], measures: [], answersRead: 0 };
    return both(boss, boss2, at(id, `findings/${finding}/confirm`), body);
  },
  '/api/v1/incidents/:id/findings/:findingId/notice': async () => {
    const { id, finding } = await anIncidentWithFinding({ status: 'confirmed' });
    return both(duty1, duty2, at(id, `findings/${finding}/notice`), { way: 'in-person' });
  },
  '/api/v1/incidents/:id/findings/:findingId/appeal': async () => {
    const { id, finding } = await anIncidentWithFinding({ status: 'confirmed' });
    return both(duty1, duty2, at(id, `findings/${finding}/appeal`), { text: 'ไม่ได้แจ้งเล่น' });
  },
  '/api/v1/incidents/:id/findings/:findingId/decide-appeal': async () => {
    const { id, finding } = await anIncidentWithFinding({ status: 'appealed' });
    const reason = 'พยานสองคนยืนยันว่าขณะนั้นมีเสียงทะเลาะกันจริงในร้าน';
    return both(boss, boss2, at(id, `findings/${finding}/decide-appeal`), {
      outcome: 'overturn',
      reason,
      answersRead: 0,
    });
  },
  '/api/v1/incidents/:id/findings/:findingId/end-inquiry': async () => {
    const { id, finding } = await anIncidentWithFinding({ status: 'confirmed', hasInquiry: true });
    return both(duty1, duty2, at(id, `findings/${finding}/end-inquiry`), { note: 'ไม่ดำเนินคดี' });
  },
  '/api/v1/incidents/:id/guests/:guestId/end': async () => {
    const id = await anIncidentByPhone();
    const guest = await getDemoPerson(system, 'guest-hospital');
    await must(boss.post(at(id, 'guests'), { personId: guest.personId, until: day(5), reason: 'ตรวจ' }));
    const guestId = await newest('incident.guests', `incident_id = '${id}'`);
    return both(boss, boss2, at(id, `guests/${guestId}/end`), {});
  },
  '/api/v1/incidents/:id/conflicts': async () => {
    const body = { personId: idOf('duty2'), kind: 'named', reason: 'ญาติ' };
    return both(boss, boss2, at(await anIncidentByPhone(), 'conflicts'), body);
  },
  '/api/v1/incidents/:id/conflicts/:conflictId/lift': async () => {
    const id = await anIncidentByPhone();
    await must(boss.post(at(id, 'conflicts'), { personId: idOf('duty2'), kind: 'named', reason: 'ญาติ' }));
    const conflict = await newest('incident.conflicts', `incident_id = '${id}'`);
    return both(boss, boss2, at(id, `conflicts/${conflict}/lift`), { reason: 'เข้าใจผิด' });
  },
  '/api/v1/incidents/:id/stations': async () =>
    both(duty1, duty2, at(await anIncidentByPhone(), 'stations'), { agencyId: neighbour, reason: 'ขอกำลัง' }),
  '/api/v1/incidents/:id/stations/:agencyId/release': async () => {
    const id = await anIncidentByPhone();
    await must(duty1.post(at(id, 'stations'), { agencyId: neighbour, reason: 'ขอกำลัง' }));
    return both(duty1, duty2, at(id, `stations/${neighbour}/release`), {});
  },
  '/api/v1/incidents/:id/units': async () => {
    const unit = await aUnit();
    const [one, other] = [await anIncidentByPhone(), await anIncidentByPhone()];
    return [
      { by: duty1, path: at(one, 'units'), body: { unitId: unit } },
      { by: duty2, path: at(other, 'units'), body: { unitId: unit } },
    ];
  },
  '/api/v1/incidents/:id/units (the same incident)': async () =>
    both(duty1, duty2, at(await anIncidentByPhone(), 'units'), { unitId: await aUnit() }),
  '/api/v1/incidents/:id/units/:unitId/withdraw': async () => {
    const [id, unit] = [await anIncidentByPhone(), await aUnit()];
    await must(duty1.post(at(id, 'units'), { unitId: unit }));
    return both(duty1, duty2, at(id, `units/${unit}/withdraw`), {});
  },
  '/api/v1/incidents/:id/units/:fromUnitId/reassign': async () => {
    const [id, unit] = [await anIncidentByPhone(), await aUnit()];
    await must(duty1.post(at(id, 'units'), { unitId: unit }));
    const [next, other] = [await aUnit(), await aUnit()];
    return [
      { by: duty1, path: at(id, `units/${unit}/reassign`), body: { unitId: next } },
      { by: duty2, path: at(id, `units/${unit}/reassign`), body: { unitId: other } },
    ];
  },
  ...Object.fromEntries(
    ['en-route', 'on-scene', 'done'].map((step) => [
      `/api/v1/assignments/:id/${step}`,
      async (): Promise<[Attempt, Attempt]> => {
        const [id, unit] = [await anIncidentByPhone(), await aUnit()];
        await must(duty1.post(at(id, 'units'), { unitId: unit }));
        const [job] = await jobsFor(duty1, id);
        return both(duty1, duty2, `/api/v1/assignments/${job?.id}/${step}`, {});
      },
    ]),
  ),
  '/api/v1/call-backs/:id/claim': async () =>
    both(centre, nationalCentre, `/api/v1/call-backs/${await aCallBack()}/claim`, {}),
  '/api/v1/call-backs/:id/release': async () => {
    const id = await aCallBack();
    await must(centre.post(`/api/v1/call-backs/${id}/claim`));
    return both(centre, centre, `/api/v1/call-backs/${id}/release`, {});
  },
  '/api/v1/call-backs/:id/done': async () => {
    const id = await aCallBack();
    await must(centre.post(`/api/v1/call-backs/${id}/claim`));
    return both(centre, centre, `/api/v1/call-backs/${id}/done`, { result: 'reached' });
  },
  '/api/v1/phone-reports/:id/drop': async () => {
    const { reportId } = await must(
      centre.post<PhoneReport>('/api/v1/phone-reports', { channel: '191', note: 'x', isDraft: true }),
    );
    return both(centre, centre, `/api/v1/phone-reports/${reportId}/drop`, { reason: 'prank' });
  },
  '/api/v1/phone-reports/:id': async () => {
    const body = {
      channel: '191',
      type: 'confinement',
      isDraft: true,
      place: { ...PLACES.muang, source: 'console-pin' },
    };
    const { reportId } = await must(centre.post<PhoneReport>('/api/v1/phone-reports', body));
    return [
      { by: centre, path: `/api/v1/phone-reports/${reportId}`, body: { isDraft: false } },
      { by: centre, path: `/api/v1/phone-reports/${reportId}/drop`, body: { reason: 'prank' } },
    ];
  },
  '/api/v1/cases/:id/finish-assessment': async () => {
    const id = await aCaseInWork('assessing');
    await aRecord(db, id, 'assessment', anAssessment(), { authorId: idOf('caseworker'), at: system.clock.now() });
    return both(worker, worker2, inCase(id, 'finish-assessment'), {});
  },
  '/api/v1/cases/:id/start-plan': async () => {
    const id = await aCaseInWork('planning');
    const recordId = await aPlan(id);
    await anApproval(db, id, 'plan', { by: idOf('caseworker'), decidedBy: idOf('care-supervisor'), recordId });
    return both(worker, worker2, inCase(id, 'start-plan'), {});
  },
  '/api/v1/cases/:id/follow-up': async () => {
    const id = await aCaseInWork('implementing');
    await aPlan(id);
    return both(worker, worker2, inCase(id, 'follow-up'), {});
  },
  '/api/v1/cases/:id/reassess': async () =>
    both(worker, worker2, inCase(await aCaseInWork('implementing'), 'reassess'), { reason: 'risk-up' }),
  '/api/v1/cases/:id/replan': async () => {
    const id = await aCaseInWork('implementing');
    await aPlan(id);
    return both(worker, worker2, inCase(id, 'replan'), {});
  },
  '/api/v1/cases/:id/reopen': async () =>
    both(worker, worker2, inCase(await aCaseInWork('closed'), 'reopen'), { reason: 'not-safe' }),
  '/api/v1/cases/:id/resume': async () => {
    const id = await aCaseInWork('assessing');
    await must(worker.post(inCase(id, 'hold'), { reason: 'away', until: day(3) }));
    return both(worker, worker2, inCase(id, 'resume'), {});
  },
  '/api/v1/cases/:id/nudge': async () => {
    const id = await aCase(db);
    const subjectId = await anApproval(db, id, 'not-opened', { by: idOf('caseworker'), reason: 'duplicate' });
    await sql`UPDATE care.approvals SET requested_at = requested_at - interval '3 days' WHERE id = ${subjectId}`.execute(
      db,
    );
    return both(worker, worker2, inCase(id, 'nudge'), { subjectId });
  },
  '/api/v1/cases/:id/approvals': async () =>
    both(worker, worker2, inCase(await aCase(db), 'approvals'), { subject: 'not-opened', reason: 'duplicate' }),
  '/api/v1/cases/:id/approvals/:approvalId/decide': async () => {
    const id = await aCase(db);
    const approval = await anApproval(db, id, 'not-opened', { by: idOf('caseworker'), reason: 'duplicate' });
    return both(supervisor, supervisor2, inCase(id, `approvals/${approval}/decide`), { decision: 'approved' });
  },
  '/api/v1/cases/:id/approvals/:approvalId/withdraw': async () => {
    const id = await aCase(db);
    const approval = await anApproval(db, id, 'not-opened', { by: idOf('caseworker'), reason: 'duplicate' });
    const path = inCase(id, `approvals/${approval}`);
    return [
      { by: worker, path: `${path}/withdraw` },
      { by: supervisor, path: `${path}/decide`, body: { decision: 'refused' } },
    ];
  },
  '/api/v1/cases/:id/transfer': async () =>
    both(worker, worker2, inCase(await aCaseInWork('assessing'), 'transfer'), {
      ...{ agencyId: centreId, workerId: idOf('care-supervisor'), reason: 'workload' },
    }),
  '/api/v1/cases/:id/transfer/answer': async () => {
    const id = await aCase(db, { agency: 'SO-65', status: 'assessing', workerId: idOf('social-office') });
    await anOffer(db, id, { to: 'TC-650101', by: idOf('social-office') });
    return both(worker, worker2, inCase(id, 'transfer/answer'), { accept: true });
  },
  '/api/v1/cases/:id/transfer/withdraw': async () => {
    const id = await aCaseInWork('assessing');
    await anOffer(db, id, { to: 'SO-65', by: idOf('caseworker') });
    return both(worker, worker2, inCase(id, 'transfer/withdraw'), {});
  },
  '/api/v1/cases/:id/transfer/force': async () =>
    both(supervisor, supervisor2, inCase(await aCaseInWork('assessing'), 'transfer/force'), {
      ...{ agencyId: centreId, workerId: idOf('caseworker2'), reason: 'ย้าย' },
    }),
  '/api/v1/case-transfers': async () => {
    await aCase(db, { status: 'assessing', workerId: idOf('caseworker2') });
    return both(supervisor, supervisor2, '/api/v1/case-transfers', {
      ...{
        fromWorkerId: idOf('caseworker2'),
        agencyId: centreId,
        workerId: idOf('caseworker'),
        reason: 'worker-leaves',
      },
    });
  },
  '/api/v1/cases/:id/links': async () =>
    both(worker, worker2, inCase(await aCase(db), 'links'), { caseId: await aCase(db), kind: 'sibling' }),
  '/api/v1/cases/:id/links/:otherId/remove': async () => {
    const [id, other] = [await aCase(db), await aCase(db)];
    await must(worker.post(inCase(id, 'links'), { caseId: other, kind: 'sibling' }));
    return both(worker, worker2, inCase(id, `links/${other}/remove`), {});
  },
  '/api/v1/cases/:id/exclusions': async () =>
    both(worker, worker2, inCase(await aCase(db), 'exclusions'), {
      ...{ kind: 'account', personId: idOf('duty1'), reason: 'named' },
    }),
  '/api/v1/cases/:id/exclusions/:exclusionId/lift': async () => {
    const id = await aCase(db);
    const body = { kind: 'phone', value: '0812345678', reason: 'named' };
    const exclusion = await must(worker.post<{ id: string }>(inCase(id, 'exclusions'), body));
    return both(worker, worker2, inCase(id, `exclusions/${exclusion.id}/lift`), {});
  },
  '/api/v1/cases/:id/team/:memberId/end': async () => {
    const id = await aCaseInWork('assessing');
    const guestId = (await getDemoPerson(system, 'guest-hospital')).personId;
    const body = { personId: guestId, profession: 'doctor', sections: ['health'], until: day(9) };
    const member = await must(worker.post<{ id: string }>(inCase(id, 'team'), body));
    return both(worker, worker2, inCase(id, `team/${member.id}/end`), {});
  },
  '/api/v1/care/early-notifications/:id/acknowledge': async () => {
    const incidentId = await anIncidentByPhone();
    const path = `/api/v1/care/early-notifications/${await anEarlyNotification(db, { incidentId })}/acknowledge`;
    return both(worker, worker2, path, { arrivesInMinutes: 15 });
  },
  '/api/v1/cases/:id/household': async () =>
    both(worker, worker2, inCase(await aCase(db), 'household'), { relation: 'self', secret: false }),
  '/api/v1/cases/:id/household/members/:memberId/leave': async () => {
    const id = await aCaseWithHousehold();
    const member = await must(worker.post<{ id: string }>(inCase(id, 'household/members'), A_CHILD));
    return both(worker, worker2, inCase(id, `household/members/${member.id}/leave`), {});
  },
  '/api/v1/cases/:id/household/split': async () => {
    const id = await aCaseWithHousehold();
    const { id: memberId } = await must(worker.post<{ id: string }>(inCase(id, 'household/members'), A_CHILD));
    const child = await newest('care.household_members', `id = '${memberId}'`, 'person_id');
    const own = await newest('care.cases', `id = '${id}'`, 'person_id');
    const body = { personIds: [own, child], secret: true, barStaying: false };
    return both(worker, worker2, inCase(id, 'household/split'), body);
  },
  '/api/v1/cases/:id/household/merge': async () => {
    const [id, caseId] = [await aCaseWithHousehold(), await aCaseWithHousehold()];
    return both(worker, worker2, inCase(id, 'household/merge'), { caseId });
  },
  '/api/v1/cases/:id/household/changes/:changeId/undo': async () => {
    const [id, caseId] = [await aCaseWithHousehold(), await aCaseWithHousehold()];
    const merge = await must(worker.post<{ id: string }>(inCase(id, 'household/merge'), { caseId }));
    return both(worker, worker2, inCase(id, `household/changes/${merge.id}/undo`), {});
  },
  '/api/v1/cases/:id/self-reliance': async () =>
    both(worker, worker2, inCase(await aCaseWithHousehold(), 'self-reliance'), {}),
  '/api/v1/cases/:id/self-reliance/goals/:goalId/end': async () => {
    const { caseId, goalId } = await aFamilyAt('active');
    return both(worker, worker2, inCase(caseId, `self-reliance/goals/${goalId}/end`), { outcome: 'reached' });
  },
  '/api/v1/cases/:id/self-reliance/measurements/:measurementId/correct': async () => {
    const { caseId } = await aFamilyAt('monitoring');
    const today = thaiDayOf(system.clock.now());
    const measured = { measuredOn: today, how: 'home-visit', answers: familyAnswers('best') };
    await must(worker.post(inCase(caseId, 'self-reliance/measurements'), measured));
    const { body } = await worker.get<CaseFamily>(inCase(caseId, 'self-reliance'));
    const path = `self-reliance/measurements/${body.plan?.measurements.at(-1)?.id}/correct`;
    return both(worker, worker2, inCase(caseId, path), { ...measured, reason: 'กดผิด' });
  },
  '/api/v1/cases/:id/self-reliance/agree': async () => onFamily('baseline', 'agree', anAgreement(-1)),
  '/api/v1/cases/:id/self-reliance/begin': async () => onFamily('agreed', 'begin', {}),
  '/api/v1/cases/:id/self-reliance/propose': async () => onFamily('active', 'propose', {}),
  '/api/v1/cases/:id/self-reliance/withdraw': async () => {
    const { caseId } = await aFamilyAt('ready');
    return both(worker, worker, inCase(caseId, 'self-reliance/withdraw'), {});
  },
  '/api/v1/cases/:id/self-reliance/decide': async () => {
    const { caseId, measurementId } = await aFamilyAt('ready');
    const body = { decision: 'approved', measurementId };
    return both(supervisor, supervisor2, inCase(caseId, 'self-reliance/decide'), body);
  },
  '/api/v1/cases/:id/self-reliance/monitor': async () => onFamily('graduated', 'monitor', {}),
  '/api/v1/cases/:id/self-reliance/sustain': async () => {
    const { caseId, planId } = await aFamilyAt('monitoring');
    await sql`UPDATE self_reliance.plans SET graduated_at = graduated_at - interval '300 days', next_month = NULL,
      next_measure_on = NULL WHERE id = ${planId}`.execute(db);
    await sql`UPDATE self_reliance.measurements SET kind = 'monitoring' WHERE plan_id = ${planId} AND number = 2`.execute(
      db,
    );
    return both(worker, worker2, inCase(caseId, 'self-reliance/sustain'), {});
  },
  '/api/v1/cases/:id/self-reliance/relapse': async () => onFamily('monitoring', 'relapse', { reason: 'illness' }),
  '/api/v1/cases/:id/self-reliance/restart': async () => onFamily('relapsed', 'restart', anAgreement(0)),
  '/api/v1/cases/:id/self-reliance/stop': async () => onFamily('active', 'stop', { reason: 'moved' }),
  '/api/v1/cases/:id/accept': async () => both(worker, worker2, `/api/v1/cases/${await aCase(db)}/accept`, {}),
  '/api/v1/cases/:id/records/:seriesId': async () => {
    const path = `/api/v1/cases/${await aCase(db)}/records/${randomUUID()}`;
    return [
      { by: worker, path, body: { kind: 'note', basedOn: 0, body: { text: 'ก' } } },
      { by: worker2, path, body: { kind: 'note', basedOn: 0, body: { text: 'ข' } } },
    ];
  },
  '/api/v1/cases/:id/records/:seriesId/sign': async () => {
    const path = `/api/v1/cases/${await aCase(db)}/records/${randomUUID()}`;
    await must(worker.post(path, { kind: 'note', basedOn: 0, body: { section: 'mind', text: 'ก' } }));
    return both(worker, worker2, `${path}/sign`, { version: 1 });
  },
  '/api/v1/cases/:id/needs': async () =>
    both(worker, worker2, `/api/v1/cases/${await aCase(db)}/needs`, { code: 'housing' }),
  '/api/v1/cases/:id/needs/:needId/end': async () => {
    const id = await aCase(db);
    await must(worker.post(`/api/v1/cases/${id}/needs`, { code: 'housing' }));
    const need = await newest('care.needs', `case_id = '${id}'`);
    return both(worker, worker2, `/api/v1/cases/${id}/needs/${need}/end`, { outcome: 'gone', saidBy: 'person' });
  },
  '/api/v1/cases/:id/decisions/:decisionId/done': async () => {
    const [id, decision] = [await aCase(db), randomUUID()];
    await sql`INSERT INTO care.clocks (id, case_id, rule, subject_id, started_at, due_at)
      VALUES (gen_random_uuid(), ${id}, 'decision', ${decision}, now(), now() + interval '9 days')`.execute(db);
    return both(worker, worker2, `/api/v1/cases/${id}/decisions/${decision}/done`, {});
  },
  '/api/v1/help-drafts/:id/submit': async () => {
    const form = aHelpForm();
    const [one, other] = [
      await aHelpRequest(db, { status: 'draft', filedBy: idOf('volunteer'), form }),
      await aHelpRequest(db, { status: 'draft', filedBy: idOf('volunteer2'), form }),
    ];
    return [
      { by: volunteer, path: `/api/v1/help-drafts/${one}/submit`, body: { sure: true } },
      { by: volunteer2, path: `/api/v1/help-drafts/${other}/submit`, body: { sure: true } },
    ];
  },
  ...Object.fromEntries(
    Object.entries(HELP_RACES).map(([action, { status, body = {}, by = 'worker' }]) => [
      `/api/v1/help-requests/:id/${action}`,
      async (): Promise<[Attempt, Attempt]> => {
        const id = await aHelpAt(status);
        const [one, other] = by === 'worker' ? [worker, worker2] : [supervisor, supervisor2];
        return both(one, other, `/api/v1/help-requests/${id}/${action}`, body);
      },
    ]),
  ),
  '/api/v1/help-requests/:id/merge': async () => {
    const [id, into] = [await aHelpAt('received'), await aHelpAt('received')];
    return both(worker, worker2, `/api/v1/help-requests/${id}/merge`, { intoRequestId: into });
  },
  '/api/v1/help-drafts/:id/withdraw': async () => {
    const id = await aHelpRequest(db, { status: 'received', filedBy: idOf('volunteer') });
    return [
      { by: volunteer, path: `/api/v1/help-drafts/${id}/withdraw`, body: { reason: 'changed-mind' } },
      { by: worker, path: `/api/v1/help-requests/${id}/withdraw`, body: { reason: 'died' } },
    ];
  },
  '/api/v1/help-checks/:id/decide': async () => {
    const [request, id] = [await aHelpRequest(db, { status: 'submitted' }), randomUUID()];
    await sql`INSERT INTO help.checks (id, request_id, level, checker_ids, asked_at, due_at)
      VALUES (${id}, ${request}, 'tambon', ARRAY[${idOf('volunteer-leader')}, ${leader2.id}]::uuid[], now(),
        now() + interval '2 days')`.execute(db);
    const path = `/api/v1/help-checks/${id}/decide`;
    return both(leader, leader2.officer, path, { result: 'confirmed', isRelative: false });
  },
  '/api/v1/shifts/:id/withdraw': async () => both(boss, boss2, `/api/v1/shifts/${await aShift('duty1')}/withdraw`, {}),
  '/api/v1/shifts/:id/stand-in': async () =>
    both(boss, boss2, `/api/v1/shifts/${await aShift('duty1')}/stand-in`, { personId: idOf('duty2') }),
  '/api/v1/shifts/:id/swap': async () => {
    const [one, other] = [await aShift('duty1'), await aShift('duty2')];
    return both(boss, boss2, `/api/v1/shifts/${one}/swap`, { otherShiftId: other });
  },
  '/api/v1/roster-proposals/:id/accept': async () => {
    const path = `/api/v1/roster-proposals/${await aRosterProposal(db, station)}/accept`;
    return both(boss, boss2, path, { units: new Array(21).fill(2) });
  },
  '/api/v1/roster-proposals/:id/decline': async () => {
    const path = `/api/v1/roster-proposals/${await aRosterProposal(db, station)}/decline`;
    return both(boss, boss2, path, { reason: 'ไม่มีคนพอ' });
  },
  '/api/v1/duty-patterns/:id/end': async () => {
    await must(
      boss.post(`/api/v1/agencies/${station}/duty-patterns`, {
        ...{ personId: idOf('duty1'), post: 'radio-room', firstDay: day(300), untilDay: null },
        ...{ cycleDays: 1, turns: [{ day: 0, startsAt: 480, minutes: 60 }] },
      }),
    );
    return both(boss, boss2, `/api/v1/duty-patterns/${await newest('duty.patterns', 'ended_at IS NULL')}/end`, {});
  },
  '/api/v1/absences/:id/end': async () => {
    const body = { personId: idOf('duty2'), kind: 'leave', firstDay: day(400), untilDay: day(401) };
    await must(boss.post(`/api/v1/agencies/${station}/absences`, body));
    return both(boss, boss2, `/api/v1/absences/${await newest('duty.absences', 'lifted_at IS NULL')}/end`, {});
  },
  '/api/v1/agencies/:id/exercises': async () => both(boss, boss2, `/api/v1/agencies/${station}/exercises`, {}),
  '/api/v1/escalation-policies': async () =>
    both(commander, commander2, '/api/v1/escalation-policies', {
      agencyKind: 'station',
      steps: [{ afterSeconds: 0, targets: ['on-duty', 'centre-191'] }],
      ...{ repeatSeconds: 60, basedOn: 0 },
    }),
  '/api/v1/agencies/:id/units': async () => {
    const body = { callSign: `ชุดใหม่ ${++units}`, kind: 'car' };
    return both(boss, boss2, `/api/v1/agencies/${station}/units`, body);
  },
  '/api/v1/units/:id/change (the same person)': async () => {
    const [one, other] = [await aUnit(), await aUnit()];
    const memberIds = [await aPatrol(system)];
    return [
      { by: boss, path: `/api/v1/units/${one}/change`, body: { memberIds } },
      { by: boss2, path: `/api/v1/units/${other}/change`, body: { memberIds } },
    ];
  },
  '/api/v1/units/:id/disband': async () => both(boss, boss2, `/api/v1/units/${await aUnit()}/disband`, {}),
  '/api/v1/invitations/:id/revoke': async () => {
    await reAuthenticated(administrator2);
    const { id } = await must(
      (await reAuthenticated(administrator)).post<{ id: string }>(`/api/v1/agencies/${station}/invitations`, {
        ...{ email: `${randomUUID()}@demo.ess.example`, role: 'duty-officer' },
      }),
    );
    await sql`UPDATE access.invitations SET accepted_at = now(), accepted_by = ${idOf('duty1')} WHERE id = ${id}`.execute(
      db,
    );
    await sql`INSERT INTO audit.entries (at, kind, action, actor_kind, actor_id, subject_kind, subject_id, details, origin)
      VALUES (${system.clock.now()}, 'action', 'access/accept-invitation', 'person', ${idOf('duty1')}, 'invitation', ${id}, '{}', 'test')`.execute(
      db,
    );
    return both(administrator, administrator2, `/api/v1/invitations/${id}/revoke`, {});
  },
  '/api/v1/cases/:id/referrals': async () => {
    const id = await aCase(db);
    return both(worker, worker2, inCase(id, 'referrals'), { ...A_REFERRAL(), needId: await aNeed(db, id) });
  },
  '/api/v1/referral-bundles': async () => {
    const ids = [await aCase(db), await aCase(db)];
    const referrals = [];
    for (const caseId of ids) referrals.push({ ...A_REFERRAL(), caseId, needId: await aNeed(db, caseId) });
    return both(worker, worker2, '/api/v1/referral-bundles', { referrals });
  },
  '/api/v1/cases/:id/needs/:needId/own-service': async () => {
    const id = await aCase(db);
    return both(worker, worker2, inCase(id, `needs/${await aNeed(db, id)}/own-service`), {
      serviceCode: 'counselling',
    });
  },
  '/api/v1/cases/:id/needs/:needId/own-service/end': async () => {
    const id = await aCase(db);
    const path = inCase(id, `needs/${await aNeed(db, id)}/own-service`);
    await must(worker.post(path, { serviceCode: 'counselling' }));
    return both(worker, worker2, `${path}/end`, {});
  },
  '/api/v1/cases/:id/needs/:needId/loss': async () => {
    const id = await aCase(db);
    return both(worker, worker2, inCase(id, `needs/${await aNeed(db, id)}/loss`), { reason: 'ไม่มีที่ใดรับ' });
  },
  '/api/v1/cases/:id/needs/:needId/loss/decide': async () => {
    const id = await aCase(db);
    const path = inCase(id, `needs/${await aNeed(db, id)}/loss`);
    await must(worker.post(path, { reason: 'ไม่มีที่ใดรับ' }));
    return both(supervisor, supervisor2, `${path}/decide`, { accept: false });
  },
  '/api/v1/cases/:id/capacity-questions': async () => {
    const id = await aCase(db);
    const { serviceCode, urgency, toAgencyId } = A_REFERRAL();
    const body = { needId: await aNeed(db, id), serviceCode, urgency, toAgencyIds: [toAgencyId] };
    return both(worker, worker2, inCase(id, 'capacity-questions'), body);
  },
  '/api/v1/capacity-questions/:id/answer': async () => {
    const id = await aCase(db);
    const { serviceCode, urgency, toAgencyId } = A_REFERRAL();
    const body = { needId: await aNeed(db, id), serviceCode, urgency, toAgencyIds: [toAgencyId] };
    await must(worker.post(inCase(id, 'capacity-questions'), body));
    const question = await newest('referral.capacity_questions', `case_id = '${id}'`);
    return both(shelter, shelter2, `/api/v1/capacity-questions/${question}/answer`, { answer: 'no' });
  },
  '/api/v1/referrals/:id/offer': () => onReferral('offer', 'draft', [worker, worker2]),
  '/api/v1/referrals/:id/withdraw': () =>
    onReferral('withdraw', 'accepted', [worker, worker2], { reason: 'better-service' }),
  '/api/v1/referrals/:id/accept': () => onReferral('accept', 'offered', [shelter, shelter2]),
  '/api/v1/referrals/:id/decline': () =>
    onReferral('decline', 'offered', [shelter, shelter2], { reason: 'no-capacity' }),
  '/api/v1/referrals/:id/confirm-decline': () =>
    onReferral('confirm-decline', 'declined-proposed', [shelterBoss, shelterBoss2]),
  '/api/v1/referrals/:id/refuse-decline': () =>
    onReferral('refuse-decline', 'declined-proposed', [shelterBoss, shelterBoss2], { reason: 'มีห้อง' }),
  '/api/v1/referrals/:id/start': () => onReferral('start', 'accepted', [shelter, shelter2]),
  '/api/v1/referrals/:id/hold': () =>
    onReferral('hold', 'in-progress', [shelter, shelter2], { reason: 'away', until: day(3) }),
  '/api/v1/referrals/:id/resume': () => onReferral('resume', 'on-hold', [shelter, shelter2]),
  '/api/v1/referrals/:id/complete': () =>
    onReferral('complete', 'in-progress', [shelter, shelter2], { outcome: 'received-help', on: '2026-11-01' }),
  '/api/v1/referrals/:id/not-complete': () =>
    onReferral('not-complete', 'in-progress', [shelter, shelter2], { reason: 'could-not-contact' }),
  '/api/v1/referrals/:id/confirmation': () =>
    onReferral('confirmation', 'completed', [worker, worker2], { way: 'call', answer: 'received' }),
  '/api/v1/eef/checks/:id/answer': async () => {
    const returned = { status: 'completed', outcome: 'vocational', confirmation: 'received' };
    const id = await aSchoolCheck(db, await aReferral(db, await aCase(db), returned));
    return both(shelter, worker, `/api/v1/eef/checks/${id}/answer`, { result: 'attending', on: day(0) });
  },
  '/api/v1/system-alerts/:id/resolve': async () => {
    const id = randomUUID();
    await sql`INSERT INTO platform.system_alerts (id, kind, subject, raised_at, last_at, details)
      VALUES (${id}, 'line/refused', ${id}, now(), now(), '{}')`.execute(db);
    return both(administrator, administrator2, `/api/v1/system-alerts/${id}/resolve`, {});
  },
  '/api/v1/agencies/:id/gateways/:targetId/remove': async () => {
    const body = { name: 'วิทยุ', url: 'https://sms.example/ess', called: 'always' };
    await reAuthenticated(boss2);
    const { id } = await must(
      (await reAuthenticated(boss)).post<{ id: string }>(`/api/v1/agencies/${station}/gateways`, body),
    );
    return both(boss, boss2, `/api/v1/agencies/${station}/gateways/${id}/remove`, {});
  },
  '/api/v1/agencies/:id/groups/:targetId/remove': async () => {
    for (const one of [boss, boss2]) await reAuthenticated(one);
    const id = randomUUID();
    await sql`INSERT INTO alerting.groups (id, agency_id, line_group_id, enrolled_by, enrolled_at)
      VALUES (${id}, ${station}, ${`C${id.replaceAll('-', '')}`}, ${idOf('superintendent')}, now())`.execute(db);
    return both(boss, boss2, `/api/v1/agencies/${station}/groups/${id}/remove`, {});
  },
};
type OnCase = { id: string; approval: string };
/** Acts on one case that different people really try at the same moment; each with itself is among `RACES`. */
const CASE_ACTS: Record<string, { by: Officer; path: string | ((on: OnCase) => string); body?: () => object }> = {
  accept: { by: worker, path: 'accept' },
  hold: { by: worker2, path: 'hold', body: () => ({ reason: 'away', until: day(3) }) },
  offer: { by: worker, path: 'transfer', body: () => ({ agencyId: officeId, reason: 'moved' }) },
  'withdraw the offer': { by: worker2, path: 'transfer/withdraw' },
  'take it over': { by: office, path: 'transfer/answer', body: () => ({ accept: true }) },
  force: {
    by: supervisor,
    path: 'transfer/force',
    body: () => ({ agencyId: centreId, workerId: idOf('caseworker2'), reason: 'ย้าย' }),
  },
  approve: {
    by: supervisor2,
    path: ({ approval }) => `approvals/${approval}/decide`,
    body: () => ({ decision: 'approved' }),
  },
  'take the proposal back': { by: worker, path: ({ approval }) => `approvals/${approval}/withdraw` },
  reopen: { by: worker2, path: 'reopen', body: () => ({ reason: 'not-safe' }) },
};
/** A case at each step, and the acts that meet there. */
const CASE_STATES: Record<string, { acts: string[]; begin: () => Promise<OnCase> }> = {
  'waiting, and proposed not to be opened': {
    acts: ['accept', 'hold', 'force', 'approve', 'take the proposal back', 'offer'],
    async begin() {
      const id = await aCase(db);
      return { id, approval: await anApproval(db, id, 'not-opened', { by: idOf('caseworker'), reason: 'duplicate' }) };
    },
  },
  'followed up, and proposed to be closed': {
    acts: ['approve', 'offer', 'hold', 'force', 'take the proposal back'],
    async begin() {
      const id = await aCaseInWork('following-up');
      const by = idOf('caseworker');
      await aRecord(db, id, 'closure', { safe: 'yes' }, { authorId: by, at: system.clock.now() });
      return { id, approval: await anApproval(db, id, 'closure', { by, reason: 'goals-met' }) };
    },
  },
  'on offer': {
    acts: ['take it over', 'withdraw the offer', 'force', 'hold'],
    async begin() {
      const id = await aCaseInWork('assessing');
      await anOffer(db, id, { to: 'SO-65', by: idOf('caseworker') });
      return { id, approval: '' };
    },
  },
  closed: { acts: ['reopen'], begin: async () => ({ id: await aCaseInWork('closed'), approval: '' }) },
};
function attemptOn(on: OnCase, act: string): Attempt {
  const { by, path = '', body } = CASE_ACTS[act] ?? {};
  const rest = typeof path === 'string' ? path : path(on);
  return { by: by as Officer, path: inCase(on.id, rest), body: body?.() ?? {} };
}
const aFamilyAt = (status: FamilyStatus) =>
  aFamily(db, { status, workerId: idOf('caseworker'), now: system.clock.now() });
const onFamily = async (status: FamilyStatus, action: string, body: object) =>
  both(worker, worker2, inCase((await aFamilyAt(status)).caseId, `self-reliance/${action}`), body);
const anAgreement = (days: number) => ({ agreedOn: day(days), agreedBy: 'person', agreedHow: 'said' });
const both = (one: Officer, other: Officer, path: string, body: object): [Attempt, Attempt] => [
  { by: one, path, body },
  { by: other, path, body },
];
const A_REFERRAL = () => ({
  ...{ serviceCode: 'shelter', toAgencyId: people.get('shelter')?.agencyId, urgency: 'urgent', basis: 'consent' },
});
const onReferral = async (
  action: string,
  status: string,
  [one, other]: [Officer, Officer],
  body: object = {},
): Promise<[Attempt, Attempt]> =>
  both(one, other, `/api/v1/referrals/${await aReferral(db, await aCase(db), { status })}/${action}`, body);
const inCase = (id: string, rest: string) => `/api/v1/cases/${id}/${rest}`;
const A_CHILD = { relation: 'child', name: 'เด็กสมมติ' };
/** With somebody else in the household. */
async function aCaseWithHousehold(): Promise<string> {
  const id = await aCase(db);
  await must(worker.post(inCase(id, 'household'), { relation: 'self', secret: false }));
  await must(worker.post(inCase(id, 'household/members'), { relation: 'partner', name: 'คนในบ้าน' }));
  return id;
}
const aCaseInWork = (status: string) => aCase(db, { status, workerId: idOf('caseworker'), risk: 'low' });
const aPlan = (id: string) =>
  aRecord(
    db,
    id,
    'plan',
    { services: [], agreed: { answer: 'yes' } },
    { authorId: idOf('caseworker'), at: system.clock.now() },
  );
let units = 0;
async function aUnit(): Promise<string> {
  units += 1;
  const id = randomUUID();
  const person = randomUUID();
  await sql`INSERT INTO access.users (id, name, email, email_verified, is_demonstration)
    VALUES (${person}, ${`ส.ต.ต. สมมติ ชุดที่ ${units}`}, ${`${person}@demo.ess.example`}, true, true)`.execute(db);
  await sql`INSERT INTO access.memberships (id, user_id, agency_id, role, from_date)
    VALUES (gen_random_uuid(), ${person}, ${station}, 'patrol', '2020-01-01')`.execute(db);
  await sql`INSERT INTO units.units (id, agency_id, call_sign, kind, created_at, updated_at)
    VALUES (${id}, ${station}, ${`ชุดแข่ง ${units}`}, 'car', now(), now())`.execute(db);
  await sql`INSERT INTO units.members (unit_id, person_id, by_person_id, at) VALUES (${id}, ${person}, ${person}, now())`.execute(
    db,
  );
  return id;
}
async function aCallBack(): Promise<string> {
  const { reportId } = await must(
    centre.post<PhoneReport>('/api/v1/phone-reports', {
      ...{ channel: '191', callerPhone: `08123${String(50_000 + ++made)}`, cutOff: true, isDraft: true },
    }),
  );
  return newest('control_room.call_backs', `report_id = '${reportId}'`);
}
let shifts = 0;
async function aShift(name: string): Promise<string> {
  shifts += 1;
  const from = 100 + shifts;
  const body = { personId: idOf(name), post: 'radio-room', startsAt: inDays(from), endsAt: inDays(from + 0.3) };
  return (await must(boss.post<{ id: string }>(`/api/v1/agencies/${station}/shifts`, body))).id;
}

describe('two people do the same', () => {
  test.each(Object.entries(RACES))('%s', async (_, prepare) => {
    const [one, other] = await prepare();
    if (/invitations.*\/revoke$/.test(one.path)) {
      // Somebody has accepted it meanwhile: revoking it is answered with who.
      const late = await one.by.post<Problem>(one.path, {});
      expect(late).toMatchObject({ status: 409, body: { code: 'access/invitation-accepted' } });
      expect(late.body.params?.name).toBe(await nameOf(duty1));
      return;
    }
    await race(one, other);
  });
});

describe.each(Object.entries(CASE_STATES))('a case that is %s', (_, { acts, begin }) => {
  const pairs = acts.flatMap((one, index) => acts.slice(index + 1).map((other) => [one, other] as const));
  for (const [one, other] of pairs)
    test(`${one} and ${other}`, async () => {
      const on = await begin();
      // Who takes it over has it alone from then on: for its former owner there is no such case.
      const gone = one === 'take it over' ? ['case/not-found', 'access/not-permitted'] : [];
      await race(attemptOn(on, one), attemptOn(on, other), 'both may win', gone);
    });
  test.each(acts)('%s, by somebody who is barred meanwhile: they are told nothing', async (act) => {
    const on = await begin();
    const { by, path, body } = attemptOn(on, act);
    const { body: me } = await by.get<{ id: string }>('/api/v1/me');
    const bar = { kind: 'account', personId: me.id, reason: 'relative' };
    const [acted] = await Promise.all([
      by.post<Problem>(path, body ?? {}),
      must(office2.post(inCase(on.id, 'exclusions'), bar)),
    ]);
    if (acted.status !== 200) expect(acted.body.params?.name).toBeUndefined();
    const late = await by.post<Problem>(path, body ?? {});
    expect([late.status, late.body.code]).toEqual([404, 'case/not-found']);
  });
});

test('a used invitation link is answered as used, without a name', async () => {
  const { link } = await must(
    (await reAuthenticated(administrator)).post<{ link: string }>(`/api/v1/agencies/${station}/invitations`, {
      ...{ email: `${randomUUID()}@demo.ess.example`, role: 'duty-officer' },
    }),
  );
  const token = link.split('#')[1] ?? '';
  const accept = async () => {
    const answer = await fetch(`${system.url}/api/v1/invitations/accept`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, name: 'ร.ต.ต. สมมติ มาใหม่', password: 'ประตูสีฟ้าบานใหญ่มาก' }),
    });
    return { status: answer.status, body: (await answer.json()) as Problem };
  };
  const answers = await Promise.all([accept(), accept()]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const loser = answers.find(({ status }) => status === 409);
  expect(loser?.body).toMatchObject({ code: 'access/link-used', params: { at: expect.any(String) } });
  expect(loser?.body.params?.name).toBeUndefined();
  expect(loser?.body.detail).toMatch(/\d\d:\d\d น\.$/);
});

test('a button in LINE that comes too late is answered with who was faster, in both languages', async () => {
  const chat = await linkLine(await reAuthenticated(duty2), system.line.phone('Pracha'));
  const id = await anIncidentByPhone();
  await raiseAlert(system, { incidentId: id, people: [{ personId: idOf('duty2'), agencyId: station }] });
  await chat.waitForMessage('เหตุใหม่');
  await must(duty1.post(at(id, 'resolve'), { disposition: 'handled' }));
  await chat.tapFlexButton('รับเหตุ ถึงใน 5 นาที');
  const { text } = await chat.waitForMessage('ไม่ต้องรับแล้ว');
  const name = await nameOf(duty1);
  expect(text).toContain(`${name} (`);
  expect(text).toMatch(/บันทึกผลแล้ว เมื่อ .* น\./);
  expect(text).toMatch(/ resolved it, /);
});

test('a crew whose job was withdrawn is told so when its tap arrives, and nothing about the incident', async () => {
  const crew = await system.officer('patrol1');
  const unit = randomUUID();
  await sql`INSERT INTO units.units (id, agency_id, call_sign, kind, created_at, updated_at)
    VALUES (${unit}, ${station}, 'ชุดไร้สัญญาณ', 'car', now(), now())`.execute(db);
  const { personId } = await getDemoPerson(system, 'patrol1');
  await sql`DELETE FROM units.members WHERE person_id = ${personId}`.execute(db);
  await sql`INSERT INTO units.members (unit_id, person_id, by_person_id, at) VALUES (${unit}, ${personId}, ${personId}, now())`.execute(
    db,
  );
  const id = await anIncidentByPhone();
  await must(duty1.post(at(id, 'units'), { unitId: unit }));
  const [job] = await jobsFor(duty1, id);
  await must(duty2.post(at(id, `units/${unit}/withdraw`), {}));
  const late = await crew.post<Problem>(`/api/v1/assignments/${job?.id}/on-scene`, {});
  const name = await nameOf(duty2);
  expect(late).toMatchObject({ status: 409, body: { code: 'units/assignment-changed', params: { name } } });
  expect(late.body.detail).toContain('ถอนชุดนี้แล้ว');
  const photo = await fetch(
    `${system.url}/api/v1/assignments/${job?.id}/photos?happenedAt=${system.clock.now().toISOString()}`,
    { method: 'POST', headers: { cookie: crew.cookie, 'content-type': 'image/jpeg' }, body: new Uint8Array(9) },
  );
  expect(photo.status).toBe(409);
  expect(await photo.json()).toMatchObject({ code: 'units/assignment-changed', params: { name } });
  expect((await crew.get(`/api/v1/incidents/${id}`)).status).toBe(404);
  const stranger = await system.officer('duty-bangkok');
  const unknown = await stranger.post(`/api/v1/assignments/${randomUUID()}/on-scene`, {});
  expect(await stranger.post(`/api/v1/assignments/${job?.id}/on-scene`, {})).toEqual(unknown);
});

/** Routes where nobody loses: the last value counts, each adds an entry of its own, or it concerns oneself only. */
const NOBODY_LOSES = [
  /^\/api\/v1\/me\//,
  // Each adds an entry, a message, an order or a call of its own; twice is twice.
  /^\/api\/v1\/phone-reports$/,
  // A form is saved by whoever writes it, and by nobody else.
  /^\/api\/v1\/help-drafts(?:\/:id)?$/,
  /\/(?:messages|questions|safety-notes|call-backs|photos|note|back-up|unmask|invitations|guests|team|cases|absences|shifts|members|duty-patterns|roster-imports|service-imports|material-batches|exports|answer-links|memberships|visits|gateways|code|test|legal-facts|own-numbers|data-copy|update|measurements|goals|certificates)$/,
  // Of many, each has a result of its own, also the one that somebody else was faster with (eef-children.test.ts).
  /^\/api\/v1\/eef\/(?:accept|answers)$/,
  // Two people may hold two meetings of one name.
  /^\/api\/v1\/outreach-events$/,
  // Asked twice it is answered twice; proposed twice, the later one is open.
  /^\/api\/v1\/insight\/simulations(?:\/:id\/proposal)?$/,
  // A file is sent by whoever reads it; a part twice is one.
  /^\/api\/v1\/placement-imports(?:\/:id\/parts)?$/,
  // What is gone is gone, whoever took it away.
  /\/answer-links\/revoke$/,
  /\/own-numbers\/:numberId\/remove$/,
  /\/pictures\/:pictureId\/remove$/,
  // The last value counts; the timeline or the list shows who set it.
  /\/(?:end-sessions|remove-second-factor|type|place-detail|officers|until|readiness|staff-number|settings|service|change|renew|disable|enable|password-link|second-factor-reset|shown|risk|hold|let-days-pass|checked|free-places|reason)$/,
];

test('every writing route is among them', () => {
  const raced = new Set([
    ...Object.keys(RACES).map((path) => path.split(' ')[0] ?? ''),
    ...Object.keys(ACTIONS).map((action) => `/api/v1/incidents/:id/${pathOf(action)}`),
  ]);
  const untested = system.app.routes
    .filter(({ method, path }) => method === 'POST' && !raced.has(path))
    .map(({ path }) => path)
    .filter((path) => !NOBODY_LOSES.some((known) => known.test(path)));
  expect(untested).toEqual([]);
});

afterAll(() => console.info(`losers are told: ${JSON.stringify(counts)}`));
