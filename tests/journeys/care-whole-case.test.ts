import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { CaseClocks, CaseDetail, CaseNeeds, RecordSaved } from '../../contract/case-api.ts';
import { ASSESSMENT_TOOL, DOMAINS } from '../../contract/case-forms.ts';
import type { DangerTool } from '../../contract/case-risk.ts';
import { addDays, endOfThaiDay, thaiDayOf } from '../../contract/thai-day.ts';
import { aCase } from '../support/a-case.ts';
import type { Officer } from '../support/officer.ts';
import { openTestSystem } from '../support/test-system.ts';

// One case from its acceptance to its closure and after, by its forms alone: what is written moves the risk, the needs and
// the clocks, and each step of the state table finds what it asks for.

const system = await openTestSystem({ escalation: 'off' });
const worker = await system.officer('caseworker');
const supervisor = await system.officer('care-supervisor');

type Answer = { id: string; code?: string };
const post = async <Body = Answer>(officer: Officer, path: string, body: object = {}): Promise<Body> => {
  system.clock.advance(1000);
  const answer = await officer.post<Body>(path, body);
  expect([path, answer.status, answer.body]).toEqual([path, 200, expect.anything()]);
  return answer.body;
};
const day = (days: number) => addDays(thaiDayOf(system.clock.now()), days);

async function write(caseId: string, kind: string, body: object): Promise<RecordSaved> {
  const path = `/api/v1/cases/${caseId}/records/${randomUUID()}`;
  const { version } = await post<RecordSaved>(worker, path, { kind, basedOn: 0, body });
  return post<RecordSaved>(worker, `${path}/sign`, { version });
}
async function approve(caseId: string, subject: object): Promise<void> {
  const { id } = await post(worker, `/api/v1/cases/${caseId}/approvals`, subject);
  expect(await rulesOf(caseId)).toContain('approval');
  await post(supervisor, `/api/v1/cases/${caseId}/approvals/${id}/decide`, { decision: 'approved' });
  expect(await rulesOf(caseId)).not.toContain('approval');
}
const clocksOf = async (caseId: string) => (await worker.get<CaseClocks>(`/api/v1/cases/${caseId}/clocks`)).body.clocks;
const rulesOf = async (caseId: string) => (await clocksOf(caseId)).map(({ rule }) => rule);
const riskOf = async (caseId: string) => (await worker.get<CaseDetail>(`/api/v1/cases/${caseId}`)).body.case.risk;

const { tools } = (await worker.get<{ tools: DangerTool[] }>('/api/v1/danger-tools')).body;
const [tool] = tools;
const answers = (yes: string[]) =>
  Object.fromEntries((tool?.questions ?? []).map(({ id }) => [id, yes.includes(id) ? 'yes' : 'no']));
const assessment = (safety: number, override?: object) => ({
  ...ASSESSMENT_TOOL,
  domains: {
    ...Object.fromEntries(DOMAINS.map((domain) => [domain, { score: 0 }])),
    safety: { score: safety, codes: ['threatened'] },
  },
  ...(override && { override }),
});

test('a whole case by its forms: needs, risk and clocks follow what is written, until the question after the closure', async () => {
  const id = await aCase(system.owner);
  const at = (rest: string) => `/api/v1/cases/${id}/${rest}`;
  await post(worker, at('accept'));
  await write(id, 'danger', {
    tool: tool?.tool,
    toolVersion: tool?.toolVersion,
    asked: 'alone',
    answers: answers(['weapon']),
  });
  expect(await riskOf(id)).toBe('high');
  await write(id, 'assessment', assessment(3));
  await write(id, 'safety-plan', {
    signals: ['threats'],
    place: 'บ้านยาย',
    call: [{ name: 'ยาย', phone: '0812345672' }],
  });
  await approve(id, { subject: 'high-risk-assessment' });
  await post(worker, at('finish-assessment'));

  const [goal, service] = [randomUUID(), randomUUID()];
  await write(id, 'plan', {
    goals: [{ id: goal, domain: 'safety', baseline: 3, target: 0, measure: 'อยู่บ้านยาย', due: day(30) }],
    services: [{ id: service, code: 'shelter', goalId: goal, by: 'own', responsible: 'worker', due: day(5) }],
    agreed: { answer: 'yes' },
  });
  expect(await rulesOf(id)).not.toContain('service');
  await approve(id, { subject: 'plan' });
  await post(worker, at('start-plan'));
  const promised = (await clocksOf(id)).find(({ rule }) => rule === 'service');
  expect(promised).toMatchObject({ subjectId: service, dueAt: endOfThaiDay(day(5)).toISOString() });
  expect(await rulesOf(id)).toContain('follow-up');

  const visited = system.clock.now().toISOString();
  await write(id, 'follow-up', {
    ...{ at: visited, by: 'visit', seen: 'alone', safe: 'yes', next: day(3) },
    services: [{ serviceId: service, result: 'received' }],
  });
  expect(await rulesOf(id)).not.toContain('service');
  const next = (await clocksOf(id)).find(({ rule }) => rule === 'follow-up');
  expect(next?.dueAt).toBe(endOfThaiDay(day(3)).toISOString());
  await post(worker, at('follow-up'));

  const [need] = (await worker.get<CaseNeeds>(at('needs'))).body.needs;
  expect(need).toMatchObject({ code: 'safety', outcome: null });
  await post(worker, at(`needs/${need?.id}/end`), { outcome: 'received-help', saidBy: 'person' });
  await write(id, 'closure', {
    ...{ reason: 'goals-met', ownWords: 'นอนหลับได้แล้ว', worryAtStart: 9, worryNow: 2, safe: 'yes', callIfWorse: '1300' },
    mayAsk: { after30Days: true, after90Days: true },
  });
  const { id: asked } = await post(worker, at('approvals'), { subject: 'closure', reason: 'goals-met' });
  await post(supervisor, at(`approvals/${asked}/decide`), { decision: 'approved' });
  expect(await rulesOf(id)).toEqual(['after-closure-30', 'after-closure-90']);

  // Not safe after all: it waits for a worker again, with the clocks of a new episode.
  await post(worker, at('reopen'), { reason: 'not-safe' });
  expect((await rulesOf(id)).toSorted()).toEqual(['acceptance', 'assessment', 'first-contact', 'plan']);
});

test('a level that the worker lowered counts only after a second person has agreed', async () => {
  const id = await aCase(system.owner);
  await post(worker, `/api/v1/cases/${id}/accept`);
  await write(id, 'assessment', assessment(3, { level: 'medium', reason: 'ผู้กระทำย้ายไปแล้ว' }));
  expect(await riskOf(id)).toBe('high');
  await write(id, 'safety-plan', { signals: ['threats'], place: 'วัด', call: [{ name: 'ยาย', phone: '0812345672' }] });
  const before = (await clocksOf(id)).find(({ rule }) => rule === 'plan')?.dueAt ?? '';
  await approve(id, { subject: 'high-risk-assessment' });
  expect(await riskOf(id)).toBe('medium');
  const after = (await clocksOf(id)).find(({ rule }) => rule === 'plan')?.dueAt ?? '';
  expect(after >= before).toBe(true);
  await post(worker, `/api/v1/cases/${id}/finish-assessment`);
});
