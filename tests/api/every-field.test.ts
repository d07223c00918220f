import { expect, test } from 'vitest';
import type { PhoneReport } from '../../contract/control-room.ts';
import type { CaseFamily, FamilyStatus } from '../../contract/self-reliance.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import type { Assignment } from '../../contract/units.ts';
import demonstration from '../../database/demo-data/people.json' with { type: 'json' };
import { AppError } from '../../server/platform/app-error.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase, anApproval, anEarlyNotification, anOffer } from '../support/a-case.ts';
import { aFamily, familyAnswers } from '../support/a-family.ts';
import { aHelpForm, aHelpRequest } from '../support/a-help-request.ts';
import { aMissedTarget } from '../support/a-missed-target.ts';
import { aNeed, aReferral } from '../support/a-referral.ts';
import { aSchoolCheck } from '../support/a-school-check.ts';
import { jobsFor } from '../support/a-unit.ts';
import { aWorkbook } from '../support/a-workbook.ts';
import { getDemoPerson, raiseAlert } from '../support/alarm.ts';
import { anIncident, PLACES } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';
import { makeFindingSamples } from './every-field/finding-samples.ts';
import { makePlaceSamples } from './every-field/place-samples.ts';
import { makeRecognitionSamples } from './every-field/recognition-samples.ts';
import { makeStaffingSamples } from './every-field/staffing-samples.ts';
import { effectOf, fieldsOf, pathsOf, readyWrittenRows } from './every-field/try-fields.ts';

// A field that the server takes and then forgets is a street number that no patrol reads. Each line that writes is called
// with every field filled; then, field by field, with another value in that one alone. Whatever it answers, refuses or
// writes must be different, or the field is for nothing. Whoever adds a line or a field adds its sample here.

type Row = Record<string, unknown>;
type Sample = {
  by: string;
  url: string;
  body: Row;
  /** Another value for a field, where none can be made up. */
  other?: Row;
};

// With closed consoles: an open one would answer the day's question before the test does.
const system = await openTestSystem({ staffLine: true, consoles: 'closed', escalation: 'off' });
await readyWrittenRows(system.owner);
const people = Object.fromEntries(
  await Promise.all(
    [
      ...['duty1', 'duty2', 'superintendent', 'patrol1', 'patrol2', 'centre191', 'commander'],
      ...['guest-hospital', 'duty-wangthong', 'administrator', 'caseworker', 'caseworker2', 'care-supervisor'],
      ...['social-office', 'shelter', 'shelter-supervisor', 'legal-aid', 'eef'],
      ...['volunteer', 'volunteer-leader', 'outreach', 'partner', 'desk1300'],
    ].map(async (name) => [name, await getDemoPerson(system, name)] as const),
  ),
);
const idOf = (name: string) => people[name]?.personId ?? '';
const station = people.duty1?.agencyId ?? '';
const neighbour = people['duty-wangthong']?.agencyId ?? '';
const duty = await system.officer('duty1');
const boss = await system.officer('superintendent');
const centre = await system.officer('centre191');
const administrator = await system.officer('administrator');
const must = async <Body>(asked: Promise<{ status: number; body: Body }>): Promise<Body> => {
  const { status, body } = await asked;
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
  return body;
};
/** Sensitive lines ask for a proof of the last minutes. */
await must(administrator.post('/api/v1/me/re-authenticate', { password: demonstration.password }));
const [open, duplicate, taken, onWay, busy, ended, asked] = [
  await anIncident(system).happens(),
  await anIncident(system).happens(),
  await anIncident(system).acknowledgedBy(duty).happens(),
  await anIncident(system).acknowledgedBy(duty).happens(),
  await anIncident(system).acknowledgedBy(duty).happens(),
  await anIncident(system).acknowledgedBy(duty).resolvedBy(duty).happens(),
  await anIncident(system).acknowledgedBy(duty).transferAskedBy(duty, neighbour).happens(),
];
/** The demonstration's own rosters and units would meet those of the samples. */
for (const table of ['duty.shifts', 'duty.patterns', 'units.members']) {
  await sql
    .raw(`DELETE FROM ${table}`)
    .execute(system.owner)
    .catch(() => undefined);
}

const reportOf = (incident: typeof open) => incident.detail.reports[0]?.reportId ?? '';
const unit = (callSign: string, memberIds: string[]) =>
  must(boss.post<{ id: string }>(`/api/v1/agencies/${station}/units`, { callSign, kind: 'car', memberIds }));
const [one, two, three] = [
  await unit('สาย 1', [idOf('patrol1')]),
  await unit('สาย 2', [idOf('patrol2')]),
  await unit('สาย 3', [idOf('duty2')]),
];
await must(duty.post(`/api/v1/incidents/${onWay.id}/units`, { unitId: one.id }));
await must(duty.post(`/api/v1/incidents/${busy.id}/units`, { unitId: three.id }));
const [job] = await jobsFor(duty, onWay.id);
const jobId = (job as Assignment).id;
const orderId = await newest(
  'alerting.notifications',
  `person_id = '${idOf('patrol1')}' AND incident_id = '${onWay.id}'`,
  'alert_id',
);
const call = (body: Row) => must(centre.post<PhoneReport>('/api/v1/phone-reports', { channel: '191', ...body }));
// At the same point already: only a name, an accuracy or a source may differ, and none of them may be lost.
const draft = await call({ note: 'ร้องไห้', isDraft: true, place: { ...PLACES.muang, source: 'console-pin' } });
// Without a place: with one, officers are alerted when nobody goes on for a while, and then it is no draft any more.
const draftToDrop = await call({ note: 'หัวเราะ', isDraft: true });
await call({ callerPhone: '0812345671', cutOff: true, isDraft: true });
const phoned = await call({
  type: 'confinement',
  place: { ...PLACES.wangThong, source: 'console-pin' },
  callerPhone: '0812345675',
});
const callBacks = await must(centre.get<{ callBacks: { id: string }[] }>('/api/v1/call-backs'));
const callBackId = callBacks.callBacks[0]?.id ?? '';
await must(centre.post(`/api/v1/call-backs/${callBackId}/claim`));
const day = (from: number) => addDays(thaiDayOf(system.clock.now()), from);
const at = (hours: number) => new Date(system.clock.now().getTime() + hours * 3_600_000).toISOString();
const shift = (personId: string, from: number) =>
  must(
    boss.post<{ id: string }>(`/api/v1/agencies/${station}/shifts`, {
      ...{ personId, post: 'radio-room', startsAt: at(from), endsAt: at(from + 8) },
    }),
  );
await must((await system.officer('duty2')).post('/api/v1/me/duty/check-in', { agencyId: station }));
const [mine, theirs] = [await shift(idOf('duty1'), 30), await shift(idOf('duty2'), 60)];
await must(duty.post(`/api/v1/incidents/${taken.id}/safety-notes`, { kind: 'dog', until: day(3) }));
await must(duty.post(`/api/v1/incidents/${duplicate.id}/place-detail`, { detail: 'หลังวัด', was: null }));
await sql`INSERT INTO duty.heartbeats (agency_id, day, asked_at, due_at)
  VALUES (${station}, ${thaiDayOf(system.clock.now())}, now(), now() + interval '1 hour')
  ON CONFLICT DO NOTHING`.execute(system.owner);
const noteId = await newest('incident.safety_notes');
await must(
  boss.post(`/api/v1/incidents/${duplicate.id}/conflicts`, { personId: idOf('duty2'), kind: 'named', reason: 'ญาติ' }),
);
const conflictId = await newest('incident.conflicts');
await must(administrator.post(`/api/v1/agencies/${station}/invitations`, { email: 'new@ess.example', role: 'patrol' }));
const membershipId = await newest('access.memberships', `user_id = '${idOf('duty2')}'`);
const caseId = await aCase(system.owner);
const ofCase = (path: string) => `/api/v1/cases/${caseId}/${path}`;
const worker = await system.officer('caseworker');
const savedForm = '0198c0de-0000-7000-8000-0000000000f1';
const aNote = { kind: 'note', basedOn: 1, body: { section: 'mind', text: 'พูดคุยแล้ว' } };
await must(worker.post(ofCase(`records/${savedForm}`), { ...aNote, basedOn: 0 }));
await must(worker.post(ofCase('needs'), { code: 'mind' }));
const needId = await newest('care.needs');
const duty1 = { personId: idOf('duty1'), agencyId: station, since: null };
await raiseAlert(system, { people: [duty1] as never });
const notificationId = await newest('alerting.notifications', `person_id = '${idOf('duty1')}'`);
await raiseAlert(system, { people: [duty1] as never, incidentId: open.id, agencyIds: [station] });

async function newest(table: string, where = 'true', what = 'id'): Promise<string> {
  const [found] = await rows(
    system.owner,
    sql.raw<{ id: string }>(`SELECT ${what} AS id FROM ${table} WHERE ${where} ORDER BY id DESC LIMIT 1`),
  );
  return found?.id ?? '';
}

const place = { ...PLACES.muang, source: 'console-pin', accuracyMetres: 50, label: 'ตลาดสมมติ' };
const report = {
  ...{
    type: 'confinement',
    place,
    placeDetail: '99/7 ซอย 3',
    callerPhone: '0812345678',
    silent: true,
    callBack: false,
  },
  ...{ cutOff: true, note: 'ถูกขัง', isDraft: true, channel: '191' },
};
const other = { callerPhone: 'ต่อ 101' };
const rosterOf = (inDays: number) =>
  `วันที่,เริ่ม,ถึง,ชื่อ,หน้าที่\n${day(5)},08:00,16:00,สมมุติ ตื่นเสมอ,ห้องวิทยุ\n${day(inDays)},08:00,16:00,สมมุติ ตื่นเสมอ,ห้องวิทยุ\n`;
// An earlier file, of which the samples' lack a shift: it goes or stays as they say.
await must(boss.post(`/api/v1/agencies/${station}/roster-imports`, { text: rosterOf(6), isPreview: false }));
const step = { happenedAt: at(0), etaMinutes: 5, note: 'ถึงปากซอย' };
const incident = (which: typeof open, path: string) => `/api/v1/incidents/${which.id}/${path}`;
const agency = (path: string) => `/api/v1/agencies/${station}/${path}`;

/** By the line's path; several where no single body can hold all of its fields. */
const inCase = (id: string, rest: string) => `/api/v1/cases/${id}/${rest}`;
const aCaseInWork = (status: string) => aCase(system.owner, { status, workerId: idOf('caseworker'), risk: 'medium' });
const [centreId, officeId] = [people.caseworker?.agencyId ?? '', people['social-office']?.agencyId ?? ''];
const caseToMove = await aCaseInWork('planning');
const [newCase, caseInWork, caseInPlan, closedCase] = [
  await aCase(system.owner),
  await aCaseInWork('assessing'),
  await aCaseInWork('implementing'),
  await aCaseInWork('closed'),
];
const offeredCase = await aCase(system.owner, {
  agency: 'SO-65',
  status: 'assessing',
  workerId: idOf('social-office'),
});
await anOffer(system.owner, offeredCase, { to: 'TC-650101', by: idOf('social-office') });
const nudgedCase = await aCase(system.owner);
const nudgedApproval = await anApproval(system.owner, nudgedCase, 'not-opened', {
  by: idOf('caseworker'),
  reason: 'duplicate',
});
await sql`UPDATE care.approvals SET requested_at = requested_at - interval '4 days' WHERE id = ${nudgedApproval}`.execute(
  system.owner,
);
const decidedCase = await aCase(system.owner);
const approvalId = await anApproval(system.owner, decidedCase, 'not-opened', {
  ...{ by: idOf('caseworker'), reason: 'duplicate' },
});
const aFamilyAt = (status: FamilyStatus) =>
  aFamily(system.owner, { status, workerId: idOf('caseworker'), now: system.clock.now() });
const [familyOnItsWay, familyToDecide] = [await aFamilyAt('active'), await aFamilyAt('ready')];
const careWorker = await system.officer('caseworker');
/** A measurement that can be corrected. @returns the path of the correction */
async function aWrongMeasurement(): Promise<string> {
  const { caseId } = await aFamilyAt('active');
  const wrong = { measuredOn: day(-3), how: 'office', answers: familyAnswers('worst') };
  await must(careWorker.post(inCase(caseId, 'self-reliance/measurements'), wrong));
  const { plan } = await must(careWorker.get<CaseFamily>(inCase(caseId, 'self-reliance')));
  return inCase(caseId, `self-reliance/measurements/${plan?.measurements.at(-1)?.id}/correct`);
}
/** A case with a household of three: the person, a partner whose ID number is known, and a child. */
async function aHome(): Promise<{ caseId: string; memberId: string; own: string; child: string }> {
  const caseId = await aCase(system.owner);
  const member = (relation: string, name: string) =>
    must(careWorker.post<{ id: string }>(inCase(caseId, 'household/members'), { relation, name, fromOn: day(-20) }));
  await must(careWorker.post(inCase(caseId, 'household'), { relation: 'self', secret: false }));
  const [partner, child] = [await member('partner', 'คู่ครองสมมติ'), await member('child', 'เด็กสมมติ')];
  const personOf = async (row: string) =>
    (
      await rows(
        system.owner,
        sql<{ id: string }>`SELECT person_id AS id FROM care.household_members WHERE id = ${row}`,
      )
    )[0]?.id ?? '';
  await sql`UPDATE care.people SET id_number = '1101700230708' WHERE id = ${await personOf(partner.id)}`.execute(
    system.owner,
  );
  await sql`UPDATE care.household_members SET from_on = ${day(-20)} WHERE household_id =
    (SELECT household_id FROM care.cases WHERE id = ${caseId})`.execute(system.owner);
  const [{ id: own = '' } = {}] = await rows(
    system.owner,
    sql<{ id: string }>`SELECT person_id AS id FROM care.cases WHERE id = ${caseId}`,
  );
  return { caseId, memberId: child.id, own, child: await personOf(child.id) };
}
const [home, otherHome, thirdHome] = [await aHome(), await aHome(), await aHome()];
const referredCase = await aCase(system.owner);
const [firstNeed, secondNeed] = [
  await aNeed(system.owner, referredCase, 'housing'),
  await aNeed(system.owner, referredCase, 'mind'),
];
const lostNeed = await aNeed(system.owner, referredCase, 'food-income');
await must(worker.post(inCase(referredCase, `needs/${lostNeed}/loss`), { reason: 'ไม่มี' }));
await must(
  worker.post(inCase(referredCase, 'capacity-questions'), {
    ...{ needId: firstNeed, serviceCode: 'goods', toAgencyIds: [people.shelter?.agencyId], urgency: 'normal' },
  }),
);
const questionId = await newest('referral.capacity_questions');
const bundled = await Promise.all(
  [1, 2].map(async () => {
    const caseId = await aCase(system.owner);
    return {
      caseId,
      needIds: [await aNeed(system.owner, caseId, 'housing'), await aNeed(system.owner, caseId, 'mind')],
    };
  }),
);
/** A line on a referral that is at this step. */
const onReferral = async (
  by: string,
  action: string,
  status: string,
  body: Row,
): Promise<Record<string, Sample[]>> => ({
  [`/api/v1/referrals/:id/${action}`]: [
    {
      by,
      url: `/api/v1/referrals/${await aReferral(system.owner, await aCase(system.owner), { status })}/${action}`,
      body,
    },
  ],
});
const referralSamples: Record<string, Sample[]> = {
  '/api/v1/cases/:id/referrals': [
    {
      by: 'caseworker',
      url: inCase(referredCase, 'referrals'),
      body: {
        ...{ needId: firstNeed, serviceCode: 'shelter', serviceId: '0198c0de-0000-7000-8000-0000000000a1' },
        ...{ toAgencyId: people.shelter?.agencyId, urgency: 'urgent', basis: 'consent', papers: ['id-card'] },
        ...{ why: 'ไม่มีที่พัก', extra: { 'bed-count': 2 }, offer: true },
      },
      other: { needId: secondNeed, toAgencyId: people['legal-aid']?.agencyId },
    },
  ],
  '/api/v1/referral-bundles': [
    {
      by: 'caseworker',
      url: '/api/v1/referral-bundles',
      body: {
        referrals: bundled.map(({ caseId, needIds: [needId] }) => ({
          ...{ caseId, needId, serviceCode: 'shelter', serviceId: '0198c0de-0000-7000-8000-0000000000a1' },
          ...{ toAgencyId: people.shelter?.agencyId, urgency: 'urgent', basis: 'consent', papers: ['id-card'] },
          ...{ why: 'ไม่มีที่พัก', extra: { 'bed-count': 2 }, offer: true },
        })),
      },
      other: {
        'referrals.*.caseId': referredCase,
        'referrals.*.needId': bundled[0]?.needIds[1],
        'referrals.*.toAgencyId': people['legal-aid']?.agencyId,
      },
    },
  ],
  '/api/v1/cases/:id/needs/:needId/own-service': [
    { by: 'caseworker', url: inCase(referredCase, `needs/${firstNeed}/own-service`), body: { serviceCode: 'goods' } },
  ],
  '/api/v1/cases/:id/needs/:needId/loss': [
    { by: 'caseworker', url: inCase(referredCase, `needs/${firstNeed}/loss`), body: { reason: 'ไม่มีที่ใดรับ' } },
  ],
  '/api/v1/cases/:id/needs/:needId/loss/decide': [
    {
      by: 'care-supervisor',
      url: inCase(referredCase, `needs/${lostNeed}/loss/decide`),
      body: { accept: false, reason: 'ยังมีอีกแห่ง' },
    },
  ],
  '/api/v1/cases/:id/capacity-questions': [
    {
      by: 'caseworker',
      url: inCase(referredCase, 'capacity-questions'),
      body: {
        ...{ needId: firstNeed, serviceCode: 'shelter', toAgencyIds: [people.shelter?.agencyId], urgency: 'urgent' },
      },
      other: { needId: secondNeed, 'toAgencyIds.*': people['legal-aid']?.agencyId },
    },
  ],
  '/api/v1/capacity-questions/:id/answer': [
    {
      by: 'shelter',
      url: `/api/v1/capacity-questions/${questionId}/answer`,
      body: { answer: 'later', freeFrom: '2026-12-10' },
    },
  ],
  ...(await onReferral('caseworker', 'withdraw', 'offered', { reason: 'better-service', note: 'มีที่ใกล้กว่า' })),
  ...(await onReferral('shelter', 'decline', 'offered', { reason: 'no-capacity', note: 'ห้องเต็ม' })),
  ...(await onReferral('shelter-supervisor', 'refuse-decline', 'declined-proposed', { reason: 'ยังมีห้อง' })),
  ...(await onReferral('shelter', 'hold', 'in-progress', { reason: 'away', until: day(5) })),
  ...(await onReferral('shelter', 'update', 'in-progress', { note: 'เข้าพักแล้ว' })),
  ...(await onReferral('shelter', 'complete', 'in-progress', {
    ...{ outcome: 'received-help', on: '2026-11-01', placeCode: 'SCH-1', note: 'อยู่ได้ 3 เดือน' },
  })),
  ...(await onReferral('shelter', 'not-complete', 'in-progress', { reason: 'could-not-contact', note: 'โทรไม่ติด' })),
  ...(await onReferral('caseworker', 'confirmation', 'completed', { way: 'call', answer: 'received' })),
};
const toFund = { to: 'EEF', serviceCode: 'school-return' };
const [offered, alsoOffered, returned] = [
  await aReferral(system.owner, await aCase(system.owner), toFund),
  await aReferral(system.owner, await aCase(system.owner), toFund),
  await aReferral(system.owner, await aCase(system.owner), {
    ...{ ...toFund, status: 'completed', outcome: 'formal-returned', confirmation: 'received' },
  }),
];
const { code: sentCode } = await getRow(
  system.owner,
  sql<{ code: string }>`SELECT code FROM referral.referrals WHERE id = ${offered}`,
);
const eefSamples: Record<string, Sample[]> = {
  '/api/v1/eef/accept': [
    {
      by: 'eef',
      url: '/api/v1/eef/accept',
      body: { ids: [offered] },
      other: { 'ids.*': alsoOffered, ids: [alsoOffered] },
    },
  ],
  '/api/v1/eef/checks/:id/answer': [
    {
      by: 'eef',
      url: `/api/v1/eef/checks/${await aSchoolCheck(system.owner, returned)}/answer`,
      body: { result: 'attending', attendance: 91, on: day(-1) },
      other: { on: day(0), attendance: 92, result: 'left' },
    },
  ],
  '/api/v1/eef/answers': [
    {
      by: 'eef',
      url: '/api/v1/eef/answers',
      body: { text: 'referral,answer\nRF-2569-999998,accept', isPreview: false },
      other: { text: `referral,answer\n${sentCode},accept` },
    },
  ],
};
const helpDraft = await aHelpRequest(system.owner, { status: 'draft', filedBy: idOf('volunteer') });
const sentBefore = await aHelpRequest(system.owner, { status: 'draft', filedBy: idOf('volunteer') });
await sql`UPDATE help.forms SET form = ${JSON.stringify(aHelpForm({ person: { ...aHelpForm().person, idNumber: '1101700230716' } }))}
  WHERE request_id = ${sentBefore}`.execute(system.owner);
// The same was asked for in this fiscal year: it is sent only by whoever is sure.
await aHelpRequest(system.owner, { status: 'closed', idNumber: '1101700230716' });
const helpToCheck = await aHelpRequest(system.owner, { status: 'submitted', filedBy: idOf('volunteer') });
const helpCheckId = '0198c0de-0000-7000-8000-0000000000c1';
await sql`INSERT INTO help.checks (id, request_id, level, checker_ids, asked_at, due_at)
  VALUES (${helpCheckId}, ${helpToCheck}, 'tambon', ARRAY[${idOf('volunteer-leader')}::uuid], now(), now() + interval '2 days')`.execute(
  system.owner,
);
/** A line on a request for help that is at this step. */
const onHelp = async (
  by: string,
  action: string,
  body: Row,
  special: Parameters<typeof aHelpRequest>[1] = {},
  other: Row = {},
): Promise<Record<string, Sample[]>> => ({
  [`/api/v1/help-requests/:id/${action}`]: [
    { by, url: `/api/v1/help-requests/${await aHelpRequest(system.owner, special)}/${action}`, body, other },
  ],
});
const grantedHelp = { at: system.clock.now(), benefit: 'elderly-in-difficulty', amount: 3000 };
const helpInCommittee = await aHelpRequest(system.owner, { status: 'committee' });
const helpInAppeal = await aHelpRequest(system.owner, { status: 'appeal' });
for (const [request, kind, decision] of [
  [helpInCommittee, 'grant', null],
  [helpInAppeal, 'refuse', 'approved'],
] as const)
  await sql`INSERT INTO help.proposals (id, request_id, kind, benefit, amount, reason, by_person_id, at, decision,
      decided_by_person_id, decided_at)
    VALUES (gen_random_uuid(), ${request}, ${kind}, 'out-of-school', 4000, 'not-eligible', ${idOf('caseworker2')}, now(),
      ${decision}, ${decision && idOf('social-office')}, ${decision && system.clock.now()})`.execute(system.owner);
await sql`INSERT INTO help.appeals (id, request_id, proposal_id, text, at)
  SELECT gen_random_uuid(), request_id, id, 'ขอให้ดูใหม่', now() FROM help.proposals WHERE request_id = ${helpInAppeal}`.execute(
  system.owner,
);
const refusedHelp = await aHelpRequest(system.owner, { status: 'not-eligible' });
await sql`INSERT INTO help.proposals (id, request_id, kind, reason, by_person_id, at, decision, decided_by_person_id, decided_at)
  VALUES (gen_random_uuid(), ${refusedHelp}, 'refuse', 'not-eligible', ${idOf('caseworker2')}, now(), 'approved',
    ${idOf('social-office')}, now())`.execute(system.owner);
const [helpInto, otherHelpInto] = [await aHelpRequest(system.owner), await aHelpRequest(system.owner)];
const helpDraftToWithdraw = await aHelpRequest(system.owner, { status: 'draft', filedBy: idOf('volunteer') });
const helpSamples: Record<string, Sample[]> = {
  ...(await onHelp(
    'caseworker',
    'visits',
    {
      ...{
        how: 'home',
        happenedAt: at(-3),
        withWhom: 'ลูกสาว',
        confirms: ['place.address'],
        differs: ['income.perYear'],
      },
      ...{ dog: true, note: 'หลังคารั่ว' },
    },
    {},
    { 'confirms.*': 'person.name', 'differs.*': 'person.birth', confirms: ['person.name'], differs: ['person.birth'] },
  )),
  '/api/v1/help-requests/:id/propose': [
    {
      by: 'caseworker',
      url: `/api/v1/help-requests/${await aHelpRequest(system.owner)}/propose`,
      body: { kind: 'grant', benefit: 'low-income-aid', amount: 2000, note: 'ตรวจบ้านแล้ว' },
      other: { benefit: 'poor-children' },
    },
    {
      by: 'caseworker',
      url: `/api/v1/help-requests/${await aHelpRequest(system.owner)}/propose`,
      body: { kind: 'refuse', reason: 'not-eligible', rule: 'adult', note: 'อายุไม่ถึง' },
    },
  ],
  '/api/v1/help-requests/:id/decide': [
    {
      by: 'care-supervisor',
      url: `/api/v1/help-requests/${helpInCommittee}/decide`,
      body: { decision: 'approved', committee: { heldOn: '2026-11-20', members: 5 }, note: 'เห็นชอบ' },
    },
  ],
  ...(await onHelp(
    'caseworker',
    'payments',
    { method: 'cash', amount: 2000, paidOn: '2026-01-05', reference: 'R-1' },
    { status: 'paying', granted: grantedHelp },
  )),
  ...(await onHelp('caseworker', 'receipt', { answer: 'received', askedBy: 'phone' }, { status: 'helped' })),
  ...(await onHelp(
    'caseworker',
    'return',
    { fields: [{ field: 'place.address', reason: 'ไม่ตรงกับทะเบียน' }] },
    {},
    {
      'fields.*.field': 'person.name',
    },
  )),
  '/api/v1/help-requests/:id/appeal': [
    { by: 'caseworker', url: `/api/v1/help-requests/${refusedHelp}/appeal`, body: { text: 'ปีเกิดผิด' } },
  ],
  '/api/v1/help-requests/:id/decide-appeal': [
    {
      by: 'care-supervisor',
      url: `/api/v1/help-requests/${helpInAppeal}/decide-appeal`,
      body: { decision: 'upheld', note: 'คงเดิม' },
    },
  ],
  ...(await onHelp('caseworker', 'withdraw', { reason: 'no-longer-needed' })),
  ...(await onHelp('caseworker', 'merge', { intoRequestId: helpInto }, {}, { intoRequestId: otherHelpInto })),
  ...(await onHelp('caseworker', 'open-case', { isMinor: false, risk: 'medium' })),
  '/api/v1/help-drafts/:id/withdraw': [
    {
      by: 'volunteer',
      url: `/api/v1/help-drafts/${helpDraftToWithdraw}/withdraw`,
      body: { reason: 'filed-by-mistake' },
    },
  ],
  '/api/v1/help-drafts': [
    {
      by: 'desk1300',
      url: '/api/v1/help-drafts',
      body: { danger: 'yes', silent: true, channel: 'walk-in', form: aHelpForm() },
    },
  ],
  '/api/v1/help-drafts/:id': [
    {
      by: 'volunteer',
      url: `/api/v1/help-drafts/${helpDraft}`,
      body: { danger: 'no', silent: true, channel: 'walk-in', form: aHelpForm() },
      other: { danger: 'unknown' },
    },
  ],
  '/api/v1/help-drafts/:id/submit': [
    { by: 'volunteer', url: `/api/v1/help-drafts/${sentBefore}/submit`, body: { sure: true } },
  ],
  '/api/v1/help-checks/:id/decide': [
    {
      by: 'volunteer-leader',
      url: `/api/v1/help-checks/${helpCheckId}/decide`,
      body: { result: 'doubted', isRelative: false, reason: 'unknown-person' },
    },
  ],
};
const aService = {
  ...{ agencyId: centreId, code: 'goods', nameTh: 'ถุงยังชีพ', nameEn: 'Food', aboutTh: 'ข้าว', aboutEn: 'Rice' },
  ...{ eligibilityTh: 'ทุกคน', eligibilityEn: 'All', rules: [{ fact: 'age', to: 17 }], papers: ['id-card'] },
  ...{ papersNote: 'ถ้ามี', areaIds: [centreId], hoursNote: 'โทรก่อน', places: 9, free: 3, waitDays: 2 },
  ...{ cost: 'partly', costNote: '20 บาท', languages: ['th'], phone: '1300', place: { lat: 16.8, lng: 100.2 } },
  ...{ statutory: true, statutorySource: 'ม.1', status: 'active', checkedToday: true },
  hours: [{ days: [1], from: '08:00', to: '16:00' }],
};
const otherService = {
  ...{
    'place.lat': 16.9,
    'place.lng': 100.3,
    agencyId: officeId,
    'areaIds.*': officeId,
    'rules.*.fact': 'income-per-head',
  },
  ...{ 'hours.*.from': '07:00', 'hours.*.to': '17:00' },
};
/** Open at any time, in one word instead of hours. */
const alwaysOpen = { ...aService, hours: 'always' };
const withHours = { ...otherService, hours: aService.hours };
const { id: serviceId } = await must(
  (await system.officer('social-office')).post<{ id: string }>('/api/v1/services', { ...aService, nameTh: 'ข้าวสาร' }),
);
const recognitionSamples: Record<string, Sample[]> = await makeRecognitionSamples({
  station: boss,
  province: await system.officer('commander'),
  provinceId: people.commander?.agencyId ?? '',
  personIds: [idOf('patrol1'), idOf('patrol2')],
  incidentIds: [open.id, taken.id],
});
const nothingFound = () => anIncident(system).acknowledgedBy(duty).resolvedBy(duty, 'unfounded').closedBy(duty);
const prank = await nothingFound().happens();
const findingSamples: Record<string, Sample[]> = await makeFindingSamples({
  owner: system.owner,
  incidents: [{ id: prank.id, reportId: reportOf(prank) }, await nothingFound().onPhone(prank.phone).happens()],
  ended: () => nothingFound().happens(),
  proposerId: idOf('duty1'),
});
const placeSamples: Record<string, Sample[]> = await makePlaceSamples({
  ...{ owner: system.owner, officer: duty, agencyId: station, like: ended.id },
});
const staffingSamples: Record<string, Sample[]> = await makeStaffingSamples({
  ...{ system, analyst: await system.officer('analyst') },
  stations: [station, people['duty-wangthong']?.agencyId ?? ''],
});
const aCampaign = {
  ...{ name: 'ร้านใกล้บ้าน', aim: 'คนในตลาดรู้จัก', startsOn: '2026-11-01', endsOn: '2026-12-31' },
  ...{ languages: ['th', 'my'], budgetBaht: 50_000, status: 'running' },
};
const outreach = await system.officer('outreach');
const [deskId, partnerId] = [people.desk1300?.agencyId ?? '', people.partner?.agencyId ?? ''];
const { id: campaignId } = await must(
  outreach.post<{ id: string }>('/api/v1/campaigns', { ...aCampaign, agencyId: partnerId, name: 'แคมเปญที่มีอยู่' }),
);
const { id: otherCampaign } = await must(
  outreach.post<{ id: string }>('/api/v1/campaigns', { ...aCampaign, agencyId: partnerId, name: 'อีกแคมเปญ' }),
);
const aPlacement = {
  ...{ kind: 'store', name: 'ร้านสมมติ', reference: 'R-1', status: 'shown' },
  position: { lat: 16.82, lng: 100.26 },
};
const { code: placementCode } = await must(
  outreach.post<{ code: string }>('/api/v1/placements', { ...aPlacement, campaignId, reference: 'R-0' }),
);
const { code: otherCode } = await must(
  outreach.post<{ code: string }>('/api/v1/placements', { ...aPlacement, campaignId, reference: 'R-00' }),
);
const missedTarget = await aMissedTarget(system.owner, { agencyId: station, day: '2026-11-20' });
const anExport = {
  ...{ format: 'xlsx', language: 'th', purpose: 'for the monthly meeting', from: '2026-11-01', to: '2026-11-30' },
  ...{ type: ['threat-or-assault'], channel: ['web'] },
};
const anEvent = {
  ...{ kind: 'roadshow', name: 'ตลาดนัดสมมติ', startsOn: '2026-11-20', endsOn: '2026-11-21', placeName: 'ลานหน้าอำเภอ' },
  ...{ position: { lat: 16.82, lng: 100.26 }, hosts: 'สำนักงานสมมติ', attendance: 40, results: 'ถามเรื่องป้ายมาก' },
  ...{ status: 'held', codes: [placementCode] },
};
const { id: eventId } = await must(
  outreach.post<{ id: string }>('/api/v1/outreach-events', { ...anEvent, campaignId }),
);
const { id: importId } = await must(
  outreach.post<{ id: string }>('/api/v1/placement-imports', { campaignId, fileName: 'a.csv', kind: 'store' }),
);
const { id: readyImport } = await must(
  outreach.post<{ id: string }>('/api/v1/placement-imports', { campaignId, fileName: 'b.csv', kind: 'store' }),
);
await must(
  outreach.post<object>(`/api/v1/placement-imports/${readyImport}/parts`, {
    ...{ part: 1, text: 'reference,name,lat,lng\nI-1,ร้านหนึ่ง,16.9,100.3\nI-2,,16.9,100.4\n' },
  }),
);
await must(outreach.post<object>(`/api/v1/placement-imports/${readyImport}/check`));
const outreachSamples: Record<string, Sample[]> = {
  '/api/v1/campaigns': [
    {
      ...{ by: 'outreach', url: '/api/v1/campaigns', body: { ...aCampaign, agencyId: partnerId } },
      other: { agencyId: deskId, startsOn: '2026-11-02', endsOn: '2026-12-30', 'languages.*': 'km', status: 'draft' },
    },
  ],
  '/api/v1/campaigns/:id': [
    {
      ...{ by: 'outreach', url: `/api/v1/campaigns/${campaignId}`, body: { ...aCampaign, basedOn: 1 } },
      other: { startsOn: '2026-11-02', endsOn: '2026-12-30', 'languages.*': 'km', status: 'draft', basedOn: 2 },
    },
  ],
  '/api/v1/placements': [
    {
      ...{ by: 'outreach', url: '/api/v1/placements', body: { ...aPlacement, campaignId } },
      other: {
        campaignId: otherCampaign,
        kind: 'school',
        status: 'planned',
        'position.lat': 16.83,
        'position.lng': 100.27,
      },
    },
  ],
  '/api/v1/placements/:code': [
    {
      ...{ by: 'outreach', url: `/api/v1/placements/${placementCode}`, body: { ...aPlacement, basedOn: 1 } },
      other: { kind: 'school', status: 'planned', 'position.lat': 16.83, 'position.lng': 100.27, basedOn: 2 },
    },
  ],
  '/api/v1/placements/:code/checked': [
    {
      ...{ by: 'partner', url: `/api/v1/placements/${placementCode}/checked`, body: { status: 'checked' } },
      other: { status: 'removed' },
    },
  ],
  '/api/v1/outreach-events': [
    {
      ...{ by: 'outreach', url: '/api/v1/outreach-events', body: { ...anEvent, campaignId } },
      other: {
        ...{ campaignId: otherCampaign, kind: 'training', startsOn: '2026-11-19', endsOn: '2026-11-22' },
        ...{ 'position.lat': 16.83, 'position.lng': 100.27, status: 'planned', 'codes.*': otherCode },
      },
    },
  ],
  '/api/v1/outreach-events/:id': [
    {
      ...{ by: 'outreach', url: `/api/v1/outreach-events/${eventId}`, body: { ...anEvent, basedOn: 1 } },
      other: {
        ...{ kind: 'training', startsOn: '2026-11-19', endsOn: '2026-11-22', basedOn: 2 },
        ...{ 'position.lat': 16.83, 'position.lng': 100.27, status: 'planned', 'codes.*': otherCode },
      },
    },
  ],
  '/api/v1/insight/missed-targets/:id/reason': [
    {
      ...{ by: 'superintendent', url: `/api/v1/insight/missed-targets/${missedTarget}/reason` },
      body: { interval: 'contact-to-scene', reason: 'far' },
      other: { interval: 'alert-to-acknowledge', reason: 'no-unit-free' },
    },
  ],
  '/api/v1/insight/exports': [
    {
      by: 'analyst',
      url: '/api/v1/insight/exports',
      body: { ...anExport, dataset: 'table', province: '65', rows: 'area', columns: 'type' },
      other: {
        ...{ dataset: 'intervals', format: 'csv', language: 'en', purpose: 'for another meeting', from: '2026-11-02' },
        ...{
          to: '2026-11-29',
          province: '10',
          'type.*': 'confinement',
          'channel.*': 'phone',
          rows: 'time',
          columns: 'channel',
        },
      },
    },
    {
      by: 'superintendent',
      url: '/api/v1/insight/exports',
      body: { ...anExport, dataset: 'incidents', agencyId: station },
      other: { agencyId: neighbour },
    },
  ],
  '/api/v1/material-batches': [
    {
      ...{ by: 'outreach', url: '/api/v1/material-batches' },
      body: {
        ...{ material: 'poster-a4', format: 'pdf', language: 'th', campaignId, kind: 'store', area: '65' },
        text: placementCode,
      },
      other: {
        material: 'slide',
        format: 'png',
        language: 'my',
        campaignId: otherCampaign,
        kind: 'school',
        area: '50',
      },
    },
  ],
  '/api/v1/placement-imports': [
    {
      ...{ by: 'outreach', url: '/api/v1/placement-imports', body: { campaignId, fileName: 'c.csv', kind: 'store' } },
      other: { campaignId: otherCampaign, kind: 'school' },
    },
  ],
  '/api/v1/placement-imports/:id/parts': [
    {
      ...{ by: 'outreach', url: `/api/v1/placement-imports/${importId}/parts` },
      body: { part: 1, text: 'reference,name,lat,lng\nI-1,ร้านหนึ่ง,16.9,100.3\n' },
      other: { part: 2, text: 'reference,name,lat,lng\nI-2,ร้านหนึ่ง,16.9,100.3\n' },
    },
  ],
  '/api/v1/placement-imports/:id/commit': [
    {
      ...{ by: 'outreach', url: `/api/v1/placement-imports/${readyImport}/commit`, body: { leaveOut: 1 } },
      other: { leaveOut: 0 },
    },
  ],
};
const statistician = await system.officer('statistician');
const aProposal = async (period: string) =>
  (await must(statistician.post<{ id: string }>('/api/v1/publications', { period }))).id;
const publicationSamples: Record<string, Sample[]> = {
  '/api/v1/publications': [
    {
      ...{ by: 'statistician', url: '/api/v1/publications', body: { period: '2026-01', note: 'ฉบับแรก' } },
      other: { period: '2026-02' },
    },
  ],
  '/api/v1/publications/:id/discard': [
    {
      ...{ by: 'desk1300', url: `/api/v1/publications/${await aProposal('2026-03')}/discard` },
      body: { reason: 'รอข้อมูลอีกสถานี' },
    },
  ],
};
const aDraft = async (year: number) =>
  (
    await must(
      statistician.post<{ id: string }>('/api/v1/insight/annual-reports', { calendar: 'calendar', year, note: 'ร่าง' }),
    )
  ).id;
const annualSamples: Record<string, Sample[]> = {
  '/api/v1/insight/annual-reports': [
    {
      ...{ by: 'statistician', url: '/api/v1/insight/annual-reports' },
      body: { calendar: 'calendar', year: 2024, note: 'ฉบับแรก' },
      other: { calendar: 'fiscal', year: 2023 },
    },
  ],
  '/api/v1/insight/annual-reports/:id/discard': [
    {
      ...{ by: 'desk1300', url: `/api/v1/insight/annual-reports/${await aDraft(2021)}/discard` },
      body: { reason: 'รอข้อมูลเคสอีกจังหวัด' },
    },
  ],
};
const SAMPLES: Record<string, Sample[]> = {
  ...annualSamples,
  ...publicationSamples,
  ...recognitionSamples,
  ...findingSamples,
  ...placeSamples,
  ...staffingSamples,
  ...outreachSamples,
  ...referralSamples,
  ...eefSamples,
  ...helpSamples,
  '/api/v1/services': [
    { by: 'social-office', url: '/api/v1/services', body: aService, other: otherService },
    { by: 'social-office', url: '/api/v1/services', body: alwaysOpen, other: withHours },
  ],
  '/api/v1/services/:id': [
    {
      by: 'social-office',
      url: `/api/v1/services/${serviceId}`,
      body: { ...aService, basedOn: 1 },
      other: { ...otherService, basedOn: 2 },
    },
    {
      by: 'social-office',
      url: `/api/v1/services/${serviceId}`,
      body: { ...alwaysOpen, basedOn: 1 },
      other: { ...withHours, basedOn: 2 },
    },
  ],
  '/api/v1/service-imports': [
    {
      by: 'social-office',
      url: '/api/v1/service-imports',
      body: {
        ...{ format: 'csv', isPreview: false },
        text: 'provider,service,name_th,areas\nTC-650101,goods,ข้าวสารอาหารแห้ง,TC-650101',
      },
      other: { text: 'provider,service,name_th,areas\nTC-650102,goods,ข้าวสารอาหารแห้ง,TC-650101' },
    },
  ],
  '/api/v1/services/:id/free-places': [
    { by: 'social-office', url: `/api/v1/services/${serviceId}/free-places`, body: { free: 5 }, other: { free: 6 } },
  ],
  '/api/v1/cases': [
    {
      by: 'desk1300',
      url: '/api/v1/cases',
      body: {
        ...{
          source: 'call-1300',
          isMinor: false,
          risk: 'high',
          place: PLACES.muang,
          registration: { name: 'นางสมมติ' },
        },
      },
      other: { 'place.lat': 16.4, 'place.lng': 100.6 },
    },
  ],
  '/api/v1/cases/:id/reassess': [
    { by: 'caseworker', url: inCase(caseInPlan, 'reassess'), body: { reason: 'risk-up' } },
  ],
  '/api/v1/cases/:id/reopen': [{ by: 'caseworker', url: inCase(closedCase, 'reopen'), body: { reason: 'not-safe' } }],
  '/api/v1/cases/:id/risk': [
    { by: 'caseworker', url: inCase(caseInWork, 'risk'), body: { risk: 'high', reason: 'ขู่อีก' } },
  ],
  '/api/v1/cases/:id/hold': [
    { by: 'caseworker', url: inCase(caseInWork, 'hold'), body: { reason: 'away', until: day(5) } },
  ],
  '/api/v1/cases/:id/let-days-pass': [
    { by: 'caseworker', url: inCase(caseInWork, 'let-days-pass'), body: { days: 2 } },
  ],
  '/api/v1/cases/:id/nudge': [
    { by: 'caseworker', url: inCase(nudgedCase, 'nudge'), body: { subjectId: nudgedApproval } },
  ],
  '/api/v1/cases/:id/approvals': [
    { by: 'caseworker', url: inCase(newCase, 'approvals'), body: { subject: 'not-opened', reason: 'duplicate' } },
  ],
  '/api/v1/cases/:id/approvals/:approvalId/decide': [
    {
      by: 'care-supervisor',
      url: inCase(decidedCase, `approvals/${approvalId}/decide`),
      body: { decision: 'sent-back', fields: [{ field: 'name', reason: 'เขียนให้ครบ' }] },
    },
  ],
  '/api/v1/cases/:id/transfer': [
    {
      by: 'caseworker',
      url: inCase(caseInWork, 'transfer'),
      body: { agencyId: officeId, workerId: idOf('social-office'), reason: 'moved', note: 'ย้ายบ้าน' },
    },
  ],
  '/api/v1/cases/:id/transfer/answer': [
    {
      by: 'caseworker',
      url: inCase(offeredCase, 'transfer/answer'),
      body: { accept: false, reason: 'no-capacity' },
    },
  ],
  '/api/v1/cases/:id/transfer/force': [
    {
      by: 'care-supervisor',
      url: inCase(caseInWork, 'transfer/force'),
      body: { agencyId: centreId, workerId: idOf('caseworker2'), reason: 'ลาออก' },
    },
  ],
  '/api/v1/case-transfers': [
    {
      by: 'caseworker',
      url: '/api/v1/case-transfers',
      body: {
        ...{ fromWorkerId: idOf('caseworker'), agencyId: centreId, workerId: idOf('caseworker2') },
        ...{ reason: 'worker-leaves', note: 'ย้ายไปเชียงใหม่', caseIds: [caseToMove] },
      },
    },
  ],
  '/api/v1/cases/:id/links': [
    { by: 'caseworker', url: inCase(caseInWork, 'links'), body: { caseId: newCase, kind: 'sibling' } },
  ],
  '/api/v1/care/early-notifications/:id/acknowledge': [
    {
      by: 'caseworker',
      url: `/api/v1/care/early-notifications/${await anEarlyNotification(system.owner, { incidentId: open.id })}/acknowledge`,
      body: { arrivesInMinutes: 15 },
    },
  ],
  '/api/v1/cases/:id/household': [
    {
      by: 'caseworker',
      url: inCase(newCase, 'household'),
      body: { relation: 'self', address: 'บ้านพัก 1', secret: true },
      other: { relation: 'mother' },
    },
  ],
  '/api/v1/cases/:id/household/members': [
    {
      by: 'caseworker',
      url: inCase(home.caseId, 'household/members'),
      body: { relation: 'child', name: 'เด็กสมมติ', fromOn: day(-9) },
      other: { relation: 'sibling', fromOn: day(-8) },
    },
    {
      by: 'caseworker',
      url: inCase(home.caseId, 'household/members'),
      body: { relation: 'child', caseId: newCase, fromOn: day(-9) },
      other: { relation: 'sibling', fromOn: day(-8), caseId: caseInPlan },
    },
    {
      by: 'caseworker',
      url: inCase(home.caseId, 'household/members'),
      body: {
        ...{ relation: 'child', name: 'เด็กสมมติ', fromOn: day(-9) },
        opens: { isMinor: true, risk: 'high', idNumber: '1101700230708' },
      },
      other: { opens: { isMinor: false, risk: 'low', idNumber: '3650100123451' } },
    },
  ],
  '/api/v1/cases/:id/household/members/:memberId/leave': [
    {
      by: 'caseworker',
      url: inCase(home.caseId, `household/members/${home.memberId}/leave`),
      body: { on: day(-1) },
      other: { on: day(0) },
    },
  ],
  '/api/v1/cases/:id/household/split': [
    {
      by: 'caseworker',
      url: inCase(home.caseId, 'household/split'),
      body: { personIds: [home.own], on: day(-1), address: 'บ้านพัก 2', secret: true, barStaying: true },
      other: { on: day(0), personIds: [home.own, home.child] },
    },
  ],
  '/api/v1/cases/:id/household/merge': [
    {
      by: 'caseworker',
      url: inCase(home.caseId, 'household/merge'),
      body: { caseId: otherHome.caseId, on: day(-1) },
      other: { on: day(0), caseId: thirdHome.caseId },
    },
  ],
  '/api/v1/cases/:id/exclusions': [
    {
      by: 'caseworker',
      url: inCase(caseInWork, 'exclusions'),
      body: { kind: 'account', personId: idOf('patrol1'), reason: 'relative' },
    },
    {
      by: 'caseworker',
      url: inCase(caseInWork, 'exclusions'),
      body: { kind: 'phone', value: '0812345678', reason: 'named' },
    },
    {
      by: 'caseworker',
      url: inCase(caseInWork, 'exclusions'),
      body: { kind: 'id-number', value: '1101700230708', reason: 'named' },
    },
  ],
  '/api/v1/cases/:id/self-reliance/measurements': [
    {
      by: 'caseworker',
      url: inCase(familyOnItsWay.caseId, 'self-reliance/measurements'),
      body: {
        ...{ measuredOn: day(-2), how: 'home-visit', members: 4, monthlyIncome: 12_000, note: 'ไปดูที่บ้าน' },
        answers: familyAnswers('best', { 'income-per-head': '1500-3000' }),
      },
      other: { measuredOn: day(-1), monthlyIncome: 11_000, members: 5 },
    },
  ],
  '/api/v1/cases/:id/self-reliance/measurements/:measurementId/correct': [
    {
      by: 'caseworker',
      url: await aWrongMeasurement(),
      body: {
        ...{ measuredOn: day(-2), how: 'home-visit', members: 4, monthlyIncome: 12_000, note: 'ไปดูที่บ้าน' },
        ...{ answers: familyAnswers('best', { 'income-per-head': '1500-3000' }), reason: 'กดผิดแถว' },
      },
    },
  ],
  '/api/v1/cases/:id/self-reliance/goals': [
    {
      by: 'caseworker',
      url: inCase(familyOnItsWay.caseId, 'self-reliance/goals'),
      body: {
        ...{ dimension: 'income', indicator: 'debt', targetLevel: 2, what: 'ผ่อนหนี้', responsible: 'provider' },
        ...{ who: 'กองทุนหมู่บ้าน', dueOn: day(60) },
      },
    },
  ],
  '/api/v1/cases/:id/self-reliance/goals/:goalId/end': [
    {
      by: 'caseworker',
      url: inCase(familyOnItsWay.caseId, `self-reliance/goals/${familyOnItsWay.goalId}/end`),
      body: { outcome: 'reached' },
    },
  ],
  '/api/v1/cases/:id/self-reliance/agree': [
    {
      by: 'caseworker',
      url: inCase((await aFamilyAt('baseline')).caseId, 'self-reliance/agree'),
      body: { agreedOn: day(-1), agreedBy: 'head', agreedHow: 'signed' },
    },
  ],
  '/api/v1/cases/:id/self-reliance/decide': [
    {
      by: 'care-supervisor',
      url: inCase(familyToDecide.caseId, 'self-reliance/decide'),
      body: { decision: 'sent-back', measurementId: familyToDecide.measurementId, reason: 'วัดเงินออมอีกครั้ง' },
    },
  ],
  '/api/v1/cases/:id/self-reliance/relapse': [
    {
      by: 'caseworker',
      url: inCase((await aFamilyAt('monitoring')).caseId, 'self-reliance/relapse'),
      body: { reason: 'illness' },
    },
  ],
  '/api/v1/cases/:id/self-reliance/restart': [
    {
      by: 'caseworker',
      url: inCase((await aFamilyAt('relapsed')).caseId, 'self-reliance/restart'),
      body: { agreedOn: day(0), agreedBy: 'head', agreedHow: 'signed' },
      other: { agreedOn: day(-1) },
    },
  ],
  '/api/v1/cases/:id/self-reliance/stop': [
    {
      by: 'caseworker',
      url: inCase(familyOnItsWay.caseId, 'self-reliance/stop'),
      body: { reason: 'moved', note: 'ย้ายไปอยู่กับญาติ' },
    },
  ],
  '/api/v1/cases/:id/team': [
    {
      by: 'caseworker',
      url: inCase(caseInWork, 'team'),
      body: { personId: idOf('guest-hospital'), profession: 'doctor', sections: ['health'], until: day(30) },
    },
  ],
  '/api/v1/phone-reports': [{ by: 'centre191', url: '/api/v1/phone-reports', body: report, other }],
  '/api/v1/phone-reports/:id': [
    { by: 'centre191', url: `/api/v1/phone-reports/${draft.reportId}`, body: report, other },
  ],
  '/api/v1/phone-reports/:id/drop': [
    { by: 'centre191', url: `/api/v1/phone-reports/${draftToDrop.reportId}/drop`, body: { reason: 'prank' } },
  ],
  '/api/v1/call-backs/:id/done': [
    {
      by: 'centre191',
      url: `/api/v1/call-backs/${callBackId}/done`,
      body: { result: 'no-answer', againInMinutes: 20 },
    },
  ],
  '/api/v1/incidents/:id/call-backs': [
    {
      by: 'centre191',
      url: `/api/v1/incidents/${phoned.incidentId}/call-backs`,
      body: { reportId: phoned.reportId, inMinutes: 15, note: 'ถามชื่อ' },
    },
  ],
  '/api/v1/cases/:id/records/:seriesId': [
    { by: 'caseworker', url: ofCase(`records/${savedForm}`), body: aNote, other: { 'body.section': 'legal' } },
  ],
  '/api/v1/cases/:id/records/:seriesId/sign': [
    { by: 'caseworker', url: ofCase(`records/${savedForm}/sign`), body: { version: 1 } },
  ],
  '/api/v1/cases/:id/needs': [{ by: 'caseworker', url: ofCase('needs'), body: { code: 'housing' } }],
  '/api/v1/cases/:id/needs/:needId/end': [
    { by: 'caseworker', url: ofCase(`needs/${needId}/end`), body: { outcome: 'received-help', saidBy: 'person' } },
  ],
  '/api/v1/cases/:id/legal-facts': [
    {
      by: 'caseworker',
      url: ofCase('legal-facts'),
      body: { fact: 'suspect-arrested', happenedAt: at(-5) },
      other: { happenedAt: at(-6) },
    },
  ],
  '/api/v1/cases/:id/data-copy': [
    {
      by: 'care-supervisor',
      url: ofCase('data-copy'),
      body: { reason: 'person', identity: 'id-card', textsRead: true, withheld: ['note'] },
      other: { reason: 'portability', identity: 'known-in-person', textsRead: false, withheld: ['plan'] },
    },
  ],
  '/api/v1/escalation-policies': [
    {
      by: 'commander',
      url: '/api/v1/escalation-policies',
      body: {
        agencyKind: 'station',
        steps: [
          { afterSeconds: 0, targets: ['on-duty', 'duty-chief'] },
          { afterSeconds: 20, targets: ['centre-191'] },
        ],
        ...{ repeatSeconds: 60, basedOn: 0, note: 'สถานีเล็ก' },
      },
    },
  ],
  '/api/v1/agencies/:id/readiness': [{ by: 'duty1', url: agency('readiness'), body: { readiness: 'nobody-on-duty' } }],
  '/api/v1/agencies/:id/duty-patterns': [
    {
      by: 'superintendent',
      url: agency('duty-patterns'),
      body: {
        ...{ personId: idOf('duty1'), post: 'radio-room', firstDay: day(2), untilDay: day(40), cycleDays: 3 },
        turns: [{ day: 1, startsAt: 480, minutes: 480 }],
      },
    },
  ],
  '/api/v1/agencies/:id/shifts': [
    {
      by: 'superintendent',
      url: agency('shifts'),
      body: { personId: idOf('duty1'), post: 'radio-room', startsAt: at(100), endsAt: at(108) },
    },
  ],
  '/api/v1/shifts/:id/stand-in': [
    { by: 'superintendent', url: `/api/v1/shifts/${mine.id}/stand-in`, body: { personId: idOf('duty2') } },
  ],
  '/api/v1/shifts/:id/swap': [
    { by: 'superintendent', url: `/api/v1/shifts/${mine.id}/swap`, body: { otherShiftId: theirs.id } },
  ],
  '/api/v1/agencies/:id/absences': [
    {
      by: 'superintendent',
      url: agency('absences'),
      body: { personId: idOf('duty1'), kind: 'leave', firstDay: day(2), untilDay: day(4) },
    },
  ],
  '/api/v1/agencies/:id/roster-imports': [
    {
      by: 'superintendent',
      url: agency('roster-imports'),
      body: { text: rosterOf(7), mode: 'add', isPreview: false },
      other: { text: rosterOf(8) },
    },
    {
      by: 'superintendent',
      url: agency('roster-imports'),
      body: { workbook: workbook('สมมติ ใจดี'), sheet: 'เวร', isPreview: false },
      other: { workbook: workbook('สมมุติ ตื่นเสมอ') },
    },
  ],
  '/api/v1/me/duty/check-in': [
    { by: 'duty1', url: '/api/v1/me/duty/check-in', body: { agencyId: station, post: 'radio-room' } },
  ],
  '/api/v1/me/duty/check-out': [{ by: 'duty2', url: '/api/v1/me/duty/check-out', body: { agencyId: station } }],
  '/api/v1/me/duty/heartbeat': [{ by: 'duty2', url: '/api/v1/me/duty/heartbeat', body: { agencyId: station } }],
  '/api/v1/incidents/:id/unmask': [
    {
      by: 'superintendent',
      url: incident(open, 'unmask'),
      body: { field: 'phone', reason: 'other', text: 'ศาลขอ' },
    },
  ],
  '/api/v1/incidents/:id/officers': [
    { by: 'superintendent', url: incident(taken, 'officers'), body: { officerIds: [idOf('patrol1')] } },
  ],
  '/api/v1/incidents/:id/conflicts': [
    {
      by: 'superintendent',
      url: incident(open, 'conflicts'),
      body: { personId: idOf('duty2'), kind: 'named', reason: 'ญาติ' },
    },
  ],
  '/api/v1/incidents/:id/conflicts/:conflictId/lift': [
    { by: 'superintendent', url: incident(duplicate, `conflicts/${conflictId}/lift`), body: { reason: 'เข้าใจผิด' } },
  ],
  '/api/v1/incidents/:id/guests': [
    {
      by: 'superintendent',
      url: incident(open, 'guests'),
      body: { personId: idOf('guest-hospital'), until: day(5), reason: 'ตรวจร่างกาย' },
    },
  ],
  '/api/v1/incidents/:id/stations': [
    { by: 'duty1', url: incident(taken, 'stations'), body: { agencyId: neighbour, reason: 'ขอกำลัง' } },
  ],
  '/api/v1/incidents/:id/questions': [
    { by: 'duty1', url: incident(taken, 'questions'), body: { question: 'weapon-seen', reportId: reportOf(taken) } },
  ],
  '/api/v1/incidents/:id/safety-notes': [
    { by: 'duty1', url: incident(taken, 'safety-notes'), body: { kind: 'weapon', text: 'มีมีด', until: day(4) } },
  ],
  '/api/v1/incidents/:id/safety-notes/:noteId/withdraw': [
    { by: 'duty1', url: incident(taken, `safety-notes/${noteId}/withdraw`), body: { reason: 'ไม่มีแล้ว' } },
  ],
  '/api/v1/incidents/:id/acknowledge': [{ by: 'duty1', url: incident(open, 'acknowledge'), body: { etaMinutes: 7 } }],
  '/api/v1/incidents/:id/take-over': [
    { by: 'centre191', url: incident(open, 'take-over'), body: { etaMinutes: 7, reason: 'สถานีไม่รับ' } },
  ],
  '/api/v1/incidents/:id/place-detail': [
    { by: 'duty1', url: incident(duplicate, 'place-detail'), body: { detail: '99/7', was: 'หลังวัด' } },
  ],
  '/api/v1/incidents/:id/type': [{ by: 'duty1', url: incident(open, 'type'), body: { type: 'confinement' } }],
  '/api/v1/incidents/:id/eta': [{ by: 'duty1', url: incident(taken, 'eta'), body: { etaMinutes: 9 } }],
  '/api/v1/incidents/:id/resolve': [
    {
      by: 'duty1',
      url: incident(taken, 'resolve'),
      body: { disposition: 'handled', note: 'เรียบร้อย', victims: true, children: false },
    },
  ],
  '/api/v1/incidents/:id/close': [
    {
      by: 'duty1',
      url: incident(ended, 'close'),
      body: { victims: true, children: false, noHandOver: 'declined' },
    },
  ],
  '/api/v1/incidents/:id/reopen': [{ by: 'duty1', url: incident(ended, 'reopen'), body: { reason: 'เกิดซ้ำ' } }],
  '/api/v1/incidents/:id/transfer': [
    { by: 'duty1', url: incident(taken, 'transfer'), body: { agencyId: neighbour, reason: 'ใกล้กว่า' } },
  ],
  '/api/v1/incidents/:id/transfer-answer': [
    { by: 'duty-wangthong', url: incident(asked, 'transfer-answer'), body: { accept: false, reason: 'ติดเหตุ' } },
  ],
  '/api/v1/incidents/:id/merge': [
    { by: 'duty1', url: incident(open, 'merge'), body: { intoIncidentId: duplicate.id } },
  ],
  '/api/v1/incidents/:id/messages': [
    { by: 'duty1', url: incident(taken, 'messages'), body: { text: 'กำลังไป', reportId: reportOf(taken) } },
  ],
  '/api/v1/agencies/:id/units': [
    {
      by: 'superintendent',
      url: agency('units'),
      body: { callSign: 'สาย 9', kind: 'car', memberIds: [idOf('duty1')] },
    },
  ],
  '/api/v1/units/:id/change': [
    {
      by: 'superintendent',
      url: `/api/v1/units/${three.id}/change`,
      body: { callSign: 'สาย 8', kind: 'motorcycle', memberIds: [idOf('duty1')] },
    },
  ],
  '/api/v1/units/:id/service': [
    {
      by: 'superintendent',
      url: `/api/v1/units/${two.id}/service`,
      body: { service: 'out-of-service', reason: 'รถเสีย' },
    },
  ],
  '/api/v1/assignments/:id/en-route': [{ by: 'patrol1', url: `/api/v1/assignments/${jobId}/en-route`, body: step }],
  '/api/v1/assignments/:id/on-scene': [
    { by: 'patrol1', url: `/api/v1/assignments/${jobId}/on-scene`, body: { happenedAt: at(0), note: 'ถึงแล้ว' } },
  ],
  '/api/v1/assignments/:id/note': [
    {
      by: 'patrol1',
      url: `/api/v1/assignments/${jobId}/note`,
      body: { happenedAt: at(0), note: 'ประตูล็อก' },
    },
  ],
  '/api/v1/assignments/:id/back-up': [
    {
      by: 'patrol1',
      url: `/api/v1/assignments/${jobId}/back-up`,
      body: { happenedAt: at(0), note: 'มีปืน' },
    },
  ],
  '/api/v1/assignments/:id/done': [
    {
      by: 'patrol1',
      url: `/api/v1/assignments/${jobId}/done`,
      body: { happenedAt: at(0), note: 'กลับแล้ว', disposition: 'handled' },
    },
  ],
  '/api/v1/incidents/:id/assign': [
    {
      by: 'duty1',
      url: incident(taken, 'assign'),
      body: { unitId: two.id, etaMinutes: 6, officerIds: [idOf('patrol1')], queue: true },
    },
    { by: 'duty1', url: incident(taken, 'assign'), body: { unitId: one.id, queue: true } },
    { by: 'duty1', url: incident(taken, 'assign'), body: { unitName: 'สาย 7' } },
  ],
  '/api/v1/incidents/:id/units': [
    { by: 'duty1', url: incident(taken, 'units'), body: { unitId: one.id, etaMinutes: 6, queue: true } },
  ],
  '/api/v1/incidents/:id/units/:unitId/withdraw': [
    { by: 'duty1', url: incident(onWay, `units/${one.id}/withdraw`), body: { reason: 'พอแล้ว' } },
  ],
  '/api/v1/incidents/:id/units/:fromUnitId/reassign': [
    { by: 'duty1', url: incident(onWay, `units/${one.id}/reassign`), body: { unitId: two.id, etaMinutes: 6 } },
    { by: 'duty1', url: incident(onWay, `units/${one.id}/reassign`), body: { unitId: three.id, queue: true } },
  ],
  '/api/v1/incidents/:id/en-route': [
    { by: 'duty1', url: incident(taken, 'en-route'), body: { etaMinutes: 6, note: 'ออกแล้ว' } },
  ],
  '/api/v1/incidents/:id/on-scene': [{ by: 'duty1', url: incident(taken, 'on-scene'), body: { note: 'ถึงแล้ว' } }],
  '/api/v1/me/channels/settings': [
    {
      by: 'duty1',
      url: '/api/v1/me/channels/settings',
      body: { webPush: false, line: false, quiet: { from: '22:00', until: '05:00' } },
      other: { 'quiet.from': '21:00', 'quiet.until': '06:00' },
    },
  ],
  '/api/v1/me/channels/browsers': [
    {
      by: 'duty1',
      url: '/api/v1/me/channels/browsers',
      body: {
        endpoint: 'https://push.example/a',
        keys: { p256dh: `B${'a'.repeat(86)}`, auth: 'a'.repeat(22) },
        replaces: 'https://push.example/before',
        ...{ label: 'มือถือ', language: 'th' },
      },
      other: { 'keys.p256dh': `B${'b'.repeat(86)}`, 'keys.auth': 'b'.repeat(22) },
    },
  ],
  '/api/v1/me/sessions/end-others': [{ by: 'duty2', url: '/api/v1/me/sessions/end-others', body: { keepLinks: true } }],
  '/api/v1/me/sessions/end-all': [{ by: 'duty2', url: '/api/v1/me/sessions/end-all', body: { keepLinks: true } }],
  '/api/v1/me/orders/acknowledge': [
    { by: 'patrol1', url: '/api/v1/me/orders/acknowledge', body: { alertId: orderId } },
  ],
  '/api/v1/me/notifications/seen': [
    { by: 'duty1', url: '/api/v1/me/notifications/seen', body: { incidentIds: [open.id], notificationId } },
  ],
  '/api/v1/agencies/:id/gateways': [
    {
      by: 'superintendent',
      url: agency('gateways'),
      body: { name: 'วิทยุ', url: 'https://radio.example/a', called: 'always' },
    },
  ],
  '/api/v1/agencies/:id/invitations': [
    {
      by: 'administrator',
      url: agency('invitations'),
      body: { email: 'a@ess.example', role: 'patrol', staffNumber: 'A-1001', fromDate: day(1), untilDate: day(60) },
      other: { email: 'b@ess.example', staffNumber: 'A-1002' },
    },
  ],
  '/api/v1/people/:id/memberships': [
    {
      by: 'administrator',
      url: `/api/v1/people/${idOf('patrol2')}/memberships`,
      body: { agencyId: neighbour, role: 'patrol', fromDate: day(1), untilDate: day(60) },
    },
  ],
  '/api/v1/memberships/:id/until': [
    { by: 'administrator', url: `/api/v1/memberships/${membershipId}/until`, body: { untilDate: day(50) } },
  ],
  '/api/v1/people/:id/own-numbers': [
    {
      by: 'administrator',
      url: `/api/v1/people/${idOf('patrol2')}/own-numbers`,
      body: { kind: 'phone', number: '0812223333' },
      other: { kind: 'id-number', number: '1101700230716' },
    },
  ],
  '/api/v1/me/own-numbers': [
    {
      by: 'administrator',
      url: '/api/v1/me/own-numbers',
      body: { kind: 'phone', number: '0812223333' },
      other: { kind: 'id-number', number: '1101700230716' },
    },
  ],
  '/api/v1/people/:id/staff-number': [
    {
      by: 'administrator',
      url: `/api/v1/people/${idOf('patrol2')}/staff-number`,
      body: { staffNumber: 'B-2001' },
      other: { staffNumber: 'B-2002' },
    },
  ],
};

/** Secrets and proofs: what they hold is compared, never kept as it is; each has tests of its own. */
const PROOFS =
  /^\/api\/v1\/(?:me\/(?:re-authenticate|totp|passkeys|password|invitations)|referrals\/:id\/answer-links$)/;

/** Fields that change nothing by themselves, each with the reason why it is asked for all the same. */
const FOR_NOTHING: Record<string, string> = {
  '/api/v1/cases registration': 'a form; its own fields are compared (registration.name)',
  '/api/v1/cases/:id/records/:seriesId body': 'a form by its kind; its own fields are compared (body.text)',
  '/api/v1/cases/:id/referrals extra': 'facts that a service defines; each is compared (extra.bed-count)',
  '/api/v1/help-drafts form': 'a form, kept as it is; its fields are compared (help-form.test.ts)',
  '/api/v1/help-drafts/:id form': 'a form, kept as it is; its fields are compared (help-form.test.ts)',
  '/api/v1/help-drafts/:id silent': 'of a danger only, as at /api/v1/help-drafts',
  '/api/v1/help-drafts/:id channel': 'said once, when it is begun',
  '/api/v1/referral-bundles referrals.*.extra':
    'facts that a service defines; each is compared (referrals.*.extra.bed-count)',
  ...Object.fromEntries(
    ['/api/v1/services', '/api/v1/services/:id'].flatMap((path) =>
      ['from', 'oneOf.*', 'anyOf.*.fact', 'anyOf.*.from', 'anyOf.*.to', 'anyOf.*.oneOf.*'].map((field) => [
        `${path} rules.*.${field}`,
        'a part of a rule, which is kept as it is; one of them is compared (rules.*.to)',
      ]),
    ),
  ),
  '/api/v1/me/channels/browsers replaces':
    'the address that goes, and the proof that it need not be given: what is taken away is not seen here (account-changes.test.ts)',
  '/api/v1/agencies/:id/roster-imports sheet':
    'chooses among several; of one the answer names it (read-workbook.test.ts)',
};

const routes = system.app.routes.filter(({ method, body }) => method === 'POST' && body && pathsOf(body).length > 0);
system.clock.stop();

test('every line that writes has a sample here', () => {
  const asked = routes.map(({ path }) => path).filter((path) => !PROOFS.test(path));
  expect(Object.keys(SAMPLES).sort()).toEqual(asked.sort());
});

test.each(routes.filter(({ path }) => !PROOFS.test(path)))('$path: every field is stored or used', async (route) => {
  const { path, body: schema, run } = route;
  if (!schema) return;
  const found = new Set<string>();
  const problems: string[] = [];
  for (const { by, url, body, other = {} } of SAMPLES[path] ?? []) {
    let called = false;
    route.run = async (work, request) => {
      called = true;
      const fields = fieldsOf(body, schema, other);
      const known = JSON.stringify([url, body, other, people]);
      const effect = (sent: Row) =>
        effectOf(
          work,
          (part) => run(part, { ...request, body: schema.parse(sent) as never }),
          known + JSON.stringify(sent),
        );
      let first = await effect(body);
      if (first.failed) problems.push(`the sample is refused: ${first.failed}`);
      // A job beside us may write a row twice between two looks: once more then.
      for (let tries = 0; ; tries++) {
        const again = await effect(body);
        if (again.text === first.text) break;
        first = again;
        if (tries < 4) continue;
        problems.push('the same twice is not the same: it can not be compared');
        break;
      }
      for (const { path: field, change } of fields) {
        if ((await effect(change(body))).text !== first.text) found.add(field);
      }
      throw new AppError('request/invalid');
    };
    const answer = await (await system.officer(by)).post<{ code?: string; errors?: unknown }>(url, body);
    if (!called) problems.push(`the sample does not come in: ${JSON.stringify(answer.body)}`);
  }
  route.run = run;
  const dropped = pathsOf(schema).filter((field) => !found.has(field) && !(`${path} ${field}` in FOR_NOTHING));
  expect([...problems, ...dropped]).toEqual([]);
});

function workbook(name: string): string {
  const table = [
    ['วันที่', 'เริ่ม', 'ถึง', 'ชื่อ', 'หน้าที่'],
    [day(5), '08:00', '16:00', name, 'ห้องวิทยุ'],
  ];
  return aWorkbook(table).toString('base64');
}
