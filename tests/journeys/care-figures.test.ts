import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CaseNeeds, CaseOpened, RecordSaved } from '../../contract/case-api.ts';
import { ASSESSMENT_TOOL, DOMAINS } from '../../contract/case-forms.ts';
import type { DangerTool } from '../../contract/case-risk.ts';
import type { EefChecks, EefFigures } from '../../contract/eef-api.ts';
import type { InsightScopes } from '../../contract/insight.ts';
import type { InsightCare } from '../../contract/insight-care.ts';
import { addDays, thaiDayOf } from '../../contract/thai-day.ts';
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import { aCase, aRecord } from '../support/a-case.ts';
import { aNeed, aReferral } from '../support/a-referral.ts';
import { openTestSystem } from '../support/test-system.ts';

// Figures of care over HTTP: one case with known clock times from its opening to a child that is back in school and leaves again.

const system = await openTestSystem({ escalation: 'off' });
const db = system.owner;
const HOUR = 3_600_000;
const today = () => thaiDayOf(system.clock.now());
const span = () => `from=${addDays(today(), -6)}&to=${addDays(today(), 3)}`;
const figures = async (query = '&province=65', by = 'analyst') => {
  await system.pass(6000);
  const answer = await (await system.officerAgain(by)).get<InsightCare>(`/api/v1/insight/care?${span()}${query}`);
  expect(answer).toMatchObject({ status: 200 });
  return answer.body;
};
const post = async <Body = { id: string }>(name: string, path: string, body: object = {}): Promise<Body> => {
  system.clock.advance(1000);
  const answer = await (await system.officer(name)).post<Body>(path, body);
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
  return answer.body;
};
const agencyId = async (code: string) =>
  (await getRow(db, sql<{ id: string }>`SELECT id FROM jurisdiction.agencies WHERE code = ${code}`)).id;
/** By how much each number has grown: invented cases of the demonstration are there already. */
function grown(now: unknown, before: unknown): unknown {
  if (typeof now === 'number' && typeof before === 'number') return now - before;
  if (typeof now !== 'object' || now === null || Array.isArray(now)) return now;
  const was = (before ?? {}) as Record<string, unknown>;
  return Object.fromEntries(Object.entries(now).map(([key, value]) => [key, grown(value, was[key] ?? 0)]));
}
async function sign(caseId: string, kind: string, body: object): Promise<void> {
  const path = `/api/v1/cases/${caseId}/records/${randomUUID()}`;
  const { version } = await post<RecordSaved>('caseworker', path, { kind, basedOn: 0, body });
  await post('caseworker', `${path}/sign`, { version });
}

test('opened, met after five hours, a need met, a child back in school: each figure follows, also when the child leaves again', async () => {
  // The first recount makes the facts of all there is.
  await system.app.runJobsWithin(60_000);
  const before = await figures();
  expect(before.contact).toMatchObject({ p50: null, within: null, isVerified: false });
  const since = async () => grown(await figures(), before);
  const fund = async () => (await (await system.officer('eef')).get<EefFigures>(`/api/v1/eef/figures?${span()}`)).body;
  const fundBefore = await fund();
  const { id: caseId } = await post<CaseOpened>('caseworker', '/api/v1/cases', {
    ...{ source: 'walk-in', isMinor: true, place: { lat: 16.814, lng: 100.26 } },
  });
  expect(await since()).toMatchObject({
    cases: { n: 1, bySource: { 'walk-in': 1 }, byState: { waiting: 1 }, minors: 1 },
    contact: { n: 0, waiting: 1, late: 0, notRecorded: 0 },
  });
  await post('caseworker', `/api/v1/cases/${caseId}/accept`);
  await system.pass(5 * HOUR);
  const [tool] = (await (await system.officer('caseworker')).get<{ tools: DangerTool[] }>('/api/v1/danger-tools')).body
    .tools;
  const calm = Object.fromEntries((tool?.questions ?? []).map(({ id }) => [id, 'no']));
  await sign(caseId, 'danger', {
    ...{ tool: tool?.tool, toolVersion: tool?.toolVersion, asked: 'alone', answers: calm },
  });
  const need = { score: 2, codes: ['out-of-school'] };
  const scores = Object.fromEntries(DOMAINS.map((domain) => [domain, { score: 0 }]));
  await sign(caseId, 'assessment', {
    ...ASSESSMENT_TOOL,
    domains: { ...scores, 'school-learning': need, housing: { score: 2, codes: ['unfit'] } },
  });
  const { needs } = (await (await system.officer('caseworker')).get<CaseNeeds>(`/api/v1/cases/${caseId}/needs`)).body;
  const needOf = (code: string) => needs.find((one) => one.code === code)?.id ?? '';
  await post('caseworker', `/api/v1/cases/${caseId}/needs/${needOf('housing')}/end`, {
    ...{ outcome: 'received-help', saidBy: 'person' },
  });
  const { id: sent } = await post('caseworker', `/api/v1/cases/${caseId}/referrals`, {
    ...{ needId: needOf('school-learning'), serviceCode: 'school-return', toAgencyId: await agencyId('EEF') },
    ...{ urgency: 'urgent', basis: 'public-task' },
    extra: { school: 'โรงเรียนสมมติ', grade: 'm1', 'years-out': 1, 'reason-out': 'poverty', wish: 'back-to-same' },
  });
  expect(await since()).toMatchObject({
    cases: { n: 1, byState: { waiting: 0, working: 1 } },
    // Fewer than ten: no percentile, whatever it would be.
    contact: { n: 1, p50: null, p90: null, within: null, waiting: 0, notRecorded: 0 },
    needs: { n: 2, met: 1, notNeeded: 0, unmet: 0, open: 1 },
    referrals: { n: 1, byState: { 'to-answer': 1 }, answer: { n: 0, waiting: 1, late: 0 } },
    children: { n: 1, back: 0, byResult: { 'to-answer': 1 } },
  });
  const { seconds } = await getRow(
    db,
    sql<{ seconds: number }>`SELECT to_contact AS seconds FROM insight.case_facts WHERE case_id = ${caseId}`,
  );
  expect(seconds).toBeGreaterThanOrEqual(5 * 3600);
  expect(seconds).toBeLessThan(5 * 3600 + 60);

  await post('eef', `/api/v1/referrals/${sent}/accept`);
  await post('eef', `/api/v1/referrals/${sent}/start`);
  await post('eef', `/api/v1/referrals/${sent}/complete`, { outcome: 'formal-returned', on: addDays(today(), -40) });
  await post('caseworker', `/api/v1/referrals/${sent}/confirmation`, { way: 'call', answer: 'received' });
  expect(await since()).toMatchObject({
    needs: { n: 2, met: 2, open: 0, byOutcome: { 'received-help': 2 } },
    referrals: {
      ...{ byState: { completed: 1 }, byOutcome: { 'formal-returned': 1 }, said: { received: 1, 'not-asked': 0 } },
      answer: { n: 1, waiting: 0, nobodyAnswered: 0 },
    },
    children: { n: 1, back: 1 },
  });
  expect(grown(await fund(), fundBefore)).toMatchObject({ children: 1, back: 1 });
  const checks = await system.until(async () => {
    const worker = await system.officer('caseworker');
    const found = (await worker.get<EefChecks>(`/api/v1/eef/checks?referralId=${sent}`)).body.checks;
    return found.find(({ kind }) => kind === 'day-30');
  });
  await post('caseworker', `/api/v1/eef/checks/${checks.id}/answer`, { result: 'left', on: addDays(today(), -3) });
  const reopened = await system.until(async () => {
    const now = await figures();
    return now.needs.open > before.needs.open ? now : undefined;
  });
  expect(grown(reopened, before)).toMatchObject({
    needs: { met: 1, open: 1 },
    children: { n: 1, back: 0, byResult: { left: 1 } },
  });
  // The fund, which reads what was sent to it, counts this child by the same rule (decision 0097).
  expect(grown(await fund(), fundBefore)).toMatchObject({ children: 1, back: 0 });
  // The centre's own figures are the same; the nation has the same cases.
  const { asOf: _, ...ofProvince } = await figures();
  const { asOf: __, ...ofOffice } = await figures(`&agencyId=${await agencyId('SO-65')}`, 'social-office');
  const { asOf: ___, ...ofNation } = await figures('', 'desk1300');
  expect(ofOffice).toEqual(ofProvince);
  expect(ofNation).toEqual(ofProvince);
});

test('what nobody said is found by the recount, said, and put right; twelve known times make percentiles', async () => {
  const alerts = () =>
    rows(
      db,
      sql<{ details: object }>`SELECT details FROM platform.system_alerts
        WHERE kind = 'insight/recount-differs' AND resolved_at IS NULL`,
    );
  const recount = async () => {
    await sql`UPDATE insight.cursor SET recounted_on = '2000-01-01'`.execute(db);
    await system.app.runJobsWithin(60_000);
    return alerts();
  };
  expect(await recount()).toEqual([]);
  const before = await figures();
  const authorId = randomUUID();
  for (let nth = 1; nth <= 12; nth += 1) {
    const caseId = await aCase(db, { status: nth <= 11 ? 'closed' : 'registered', risk: 'low' });
    const opened = await getRow(db, sql<{ at: Date }>`SELECT opened_at AS at FROM care.cases WHERE id = ${caseId}`);
    const at = new Date(opened.at.getTime() + nth * HOUR);
    // Not met on the first attempt; a draft says nothing yet.
    await aRecord(db, caseId, 'follow-up', { seen: 'not' }, { authorId, at: opened.at });
    if (nth <= 10) await aRecord(db, caseId, 'follow-up', { seen: 'alone' }, { authorId, at });
    else await aRecord(db, caseId, 'danger', {}, { authorId, at, isDraft: true });
  }
  const lost = await aCase(db, { status: 'closed' });
  await sql`UPDATE care.cases SET end_reason = 'duplicate' WHERE id = ${lost}`.execute(db);
  const needId = await aNeed(db, lost);
  await aReferral(db, lost, { needId, status: 'expired' });
  expect(await recount()).toEqual([{ details: { facts: 15, rollups: 0 } }]);
  expect(await recount()).toEqual([]);
  const after = await figures();
  expect(after.contact.p50).not.toBeNull();
  // A need of a duplicate is not counted; what was offered was offered.
  expect(grown({ ...after, contact: null }, before)).toMatchObject({
    ...{ cases: { n: 12, duplicates: 1 }, needs: { n: 0 } },
    referrals: { n: 1, byState: { expired: 1 }, answer: { n: 0, nobodyAnswered: 1 } },
  });
  const low = ({ contact }: InsightCare) => contact.byRisk.find(({ risk }) => risk === 'low');
  expect(low(before)).toMatchObject({ n: 0, limitSeconds: 7 * 86_400 });
  expect(low(after)).toMatchObject({ n: 10, p50: 5 * 3600, p90: 9 * 3600, within: 100 });
  const { n, notRecorded, waiting } = after.contact;
  expect([n, notRecorded, waiting]).toEqual([
    ...[before.contact.n + 10, before.contact.notRecorded + 1, before.contact.waiting + 1],
  ]);
});

test('police read no figures of care; a centre reads its own, an analyst no single centre', async () => {
  const [own, other] = [await agencyId('TC-650101'), await agencyId('SO-65')];
  const statusOf = async (name: string, query: string) =>
    (await (await system.officerAgain(name)).get<{ code: string }>(`/api/v1/insight/care?${span()}${query}`)).status;
  expect(await statusOf('superintendent', '&province=65')).toBe(403);
  expect(await statusOf('commander', '&province=65')).toBe(403);
  expect(await statusOf('caseworker', `&agencyId=${own}`)).toBe(403);
  expect(await statusOf('care-supervisor', `&agencyId=${own}`)).toBe(200);
  for (const query of ['', '&province=65', `&agencyId=${other}`])
    expect([query, await statusOf('care-supervisor', query)]).toEqual([query, 403]);
  for (const query of ['', '&province=10', `&agencyId=${own}`])
    expect([query, await statusOf('analyst', query)]).toEqual([query, 403]);
  expect(await statusOf('social-office', `&agencyId=${own}`)).toBe(200);
  expect(await statusOf('social-office', '&province=65')).toBe(200);
  const scopesOf = async (name: string) =>
    (await (await system.officerAgain(name)).get<InsightScopes>('/api/v1/insight/care/scopes')).body;
  const analyst = await scopesOf('analyst');
  expect([analyst.nation, analyst.provinces.map(({ code }) => code), analyst.agencies]).toEqual([false, ['65'], []]);
  expect((await scopesOf('care-supervisor')).agencies.map(({ id }) => id)).toEqual([own]);
});
