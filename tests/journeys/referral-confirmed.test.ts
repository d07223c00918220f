import { expect, test } from 'vitest';
import type { CaseList } from '../../contract/case-api.ts';
import type { CaseNeedHoldings, ReferralDetail } from '../../contract/referral-api.ts';
import { getRow, sql } from '../../server/platform/database/database.ts';
import { aNeed } from '../support/a-referral.ts';
import { anIncident } from '../support/an-incident.ts';
import { openTestSystem } from '../support/test-system.ts';

// Help was received, says the receiver. Whether it was, says the person: in LINE, in neutral words and by their rules of safe
// contact, or to a worker.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const HOME = { lat: 16.814, lng: 100.26 };
const DAY = 24 * 3_600_000;
/** Around the clock: with "any" nobody is asked at night, and the test runs at night too. */
const ALL_DAY = { from: '00:00', to: '00:00' };
const ASKED = 'เรื่องที่คุยกันไว้';
const people = ['caseworker', 'commander', 'shelter', 'legal-aid'];
type Answer = { id: string; code?: string };

/** Everybody signs in again where days have passed. */
async function later(milliseconds: number): Promise<void> {
  await system.pass(milliseconds);
  for (const name of people) await system.officerAgain(name);
}
async function post(name: string, path: string, body: object = {}): Promise<Answer> {
  system.clock.advance(1000);
  const answer = await (await system.officer(name)).post<Answer>(`/api/v1/${path}`, body);
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
  return answer.body;
}
const agencyId = async (code: string) =>
  (await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${code}`)).id;
const detail = async (id: string) =>
  (await (await system.officer('caseworker')).get<ReferralDetail>(`/api/v1/referrals/${id}`)).body;
const kindsOf = async (id: string) => (await detail(id)).timeline.map(({ kind }) => kind);

/** A case of somebody who reported in LINE, with a need, after help that was received as the receiver says. */
async function helped(contact: object, where = HOME) {
  const happened = await anIncident(system)
    .reportedAt(where)
    .acknowledgedBy(await system.officer('commander'))
    .happens();
  await post('commander', `incidents/${happened.id}/resolve`, { disposition: 'handled', victims: true });
  await post('commander', `incidents/${happened.id}/close`);
  const { id: caseId } = await system.until(async () => {
    const { body } = await (await system.officer('caseworker')).get<CaseList>('/api/v1/cases?scope=waiting');
    return body.cases.find((one) => one.incidentCode === happened.code);
  });
  await post('caseworker', `cases/${caseId}/accept`);
  await sql`UPDATE care.people SET safe_contact = ${JSON.stringify(contact)}
    WHERE id = (SELECT person_id FROM care.cases WHERE id = ${caseId})`.execute(db);
  const needId = await aNeed(db, caseId);
  const to = async (code: string) =>
    post('caseworker', `cases/${caseId}/referrals`, {
      ...{ needId, serviceCode: 'shelter', toAgencyId: await agencyId(code), urgency: 'urgent', basis: 'consent' },
    });
  // The first has no place: the need is back, and the next is asked.
  const { id: first } = await to('SV-65-LEGAL');
  await post('legal-aid', `referrals/${first}/decline`, { reason: 'no-capacity' });
  expect((await detail(first)).referral.consequence).toBe('next-provider');
  const { id } = await to('SV-65-SHELTER');
  await post('shelter', `referrals/${id}/accept`);
  await post('shelter', `referrals/${id}/complete`, { outcome: 'received-help', on: '2026-11-01' });
  const need = async () => {
    const { body } = await (await system.officer('caseworker')).get<CaseNeedHoldings>(
      `/api/v1/cases/${caseId}/referrals`,
    );
    return body.needs.find((one) => one.needId === needId);
  };
  return { ...happened, caseId, id, need };
}

test('the person says in LINE that they did not get it: the need is on the list again', async () => {
  const { id, phone, need } = await helped({ channel: 'line', hours: ALL_DAY, mustNotKnow: [] });
  await system.pass(6000);
  const asked = await phone.waitForMessage(ASKED);
  expect(asked.silent).toBe(true);
  // Whoever reads the screen learns nothing of a shelter or a referral.
  expect(asked.text).not.toMatch(/ที่พัก|ส่งต่อ|บ้านพัก/);
  expect(await need()).toMatchObject({ isEnded: false, holder: { kind: 'referral', id } });
  await phone.tap('ยังไม่ได้');
  await phone.waitForMessage('จะดูให้อีกครั้ง', { after: asked.id });
  const open = await system.until(async () => {
    const now = await need();
    return now?.holder === null ? now : undefined;
  });
  expect(open).toMatchObject({
    isEnded: false,
    consequence: 'reassess',
    choices: expect.arrayContaining(['next-provider']),
  });
  expect((await detail(id)).referral.confirmation).toBe('not-received');
});

test('"received" ends the need; when the person says in LINE that it was not, need and case are open again', async () => {
  const { id, caseId, phone, need } = await helped(
    { channel: 'line', hours: ALL_DAY },
    { ...HOME, lat: HOME.lat + 0.01 },
  );
  await system.pass(6000);
  await phone.waitForMessage(ASKED);
  // A worker was quicker, and was told something else.
  await post('caseworker', `referrals/${id}/confirmation`, { way: 'call', answer: 'received' });
  expect((await need())?.isEnded).toBe(true);
  await sql`UPDATE care.cases SET status = 'closed', closed_at = now(), end_reason = 'goals-met' WHERE id = ${caseId}`.execute(
    db,
  );
  await phone.tap('ยังไม่ได้');
  const open = await system.until(async () => ((await need())?.isEnded === false ? need() : undefined));
  expect(open).toMatchObject({ holder: null });
  const { body } = await (await system.officer('caseworker')).get<CaseNeedHoldings>(
    `/api/v1/cases/${caseId}/referrals`,
  );
  expect([body.caseStatus, (await detail(id)).referral.confirmation]).toEqual(['reopened', 'not-received']);
});

test('"got it" in LINE ends the need by the person’s word', async () => {
  const { id, phone, need } = await helped(
    { channel: 'line', hours: ALL_DAY },
    { lat: HOME.lat + 0.01, lng: HOME.lng + 0.01 },
  );
  await system.pass(6000);
  await phone.waitForMessage(ASKED);
  await phone.tap('ได้แล้ว');
  await system.until(async () => ((await need())?.isEnded ? true : undefined));
  expect((await detail(id)).referral.confirmation).toBe('received');
});

test('where LINE is not safe, or nobody answers it, a worker asks', async () => {
  const unsafe = await helped({ channel: 'call', hours: ALL_DAY }, { ...HOME, lng: HOME.lng + 0.01 });
  const silent = await helped({ channel: 'line', hours: ALL_DAY }, { ...HOME, lng: HOME.lng + 0.02 });
  await system.pass(6000);
  expect((await detail(unsafe.id)).referral.confirmation).toBe('to-ask');
  expect((await kindsOf(unsafe.id)).at(-1)).toBe('not-asked');
  const asked = await silent.phone.waitForMessage(ASKED);
  await later(3 * DAY + 10_000);
  await silent.phone.waitForMessage(ASKED, { after: asked.id });
  await later(4 * DAY + 10_000);
  expect(await kindsOf(silent.id)).toEqual([
    ...['offered', 'accepted', 'completed', 'asked-person', 'asked-person', 'not-asked'],
  ]);
  // The need waits for the word, and is not lost meanwhile.
  expect(await silent.need()).toMatchObject({ isEnded: false, holder: { kind: 'referral' } });
  await post('caseworker', `referrals/${silent.id}/confirmation`, { way: 'visit', answer: 'received' });
  expect(await silent.need()).toMatchObject({ isEnded: true });
});
