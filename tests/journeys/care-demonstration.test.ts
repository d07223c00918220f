import { expect, test } from 'vitest';
import type { CaseDetail, CaseList } from '../../contract/case-api.ts';
import { findFormGaps } from '../../contract/case-form-gaps.ts';
import { FORM_DRAFTS, type RecordKind } from '../../contract/case-forms.ts';
import type { ApprovalList, WorkToday } from '../../contract/case-work.ts';
import dangerTools from '../../database/reference-data/danger-tools.json' with { type: 'json' };
import { getRow, rows, sql } from '../../server/platform/database/database.ts';
import type { Officer } from '../support/officer.ts';
import { openSecondServer } from '../support/second-server.ts';
import { openTestSystem } from '../support/test-system.ts';

const system = await openTestSystem({ escalation: 'off' });
const worker = await system.officer('caseworker');
const listed = async (officer: Officer) => {
  const answers = ['open', 'ended', 'offered'].map((scope) => officer.get<CaseList>(`/api/v1/cases?scope=${scope}`));
  return (await Promise.all(answers)).flatMap(({ body }) => body.cases);
};

test('a newcomer signed in as a caseworker sees a living office: a case at every step, and something in each part of the day', async () => {
  const cases = await listed(worker);
  expect(new Set(cases.map(({ status }) => status))).toEqual(
    new Set(['registered', 'assessing', 'planning', 'implementing', 'following-up', 'closed']),
  );
  expect(cases.filter(({ hold }) => hold)).toHaveLength(1);
  expect(cases.filter(({ isOffered }) => isOffered)).toHaveLength(1);
  const { body } = await worker.get<WorkToday>('/api/v1/care/today');
  expect(body.doNow.map(({ act }) => act)).toContain('accept');
  // Which of these are due today depends on the hour.
  const coming = [...body.doNow, ...body.later].map(({ act }) => act);
  expect(coming).toEqual(expect.arrayContaining(['assess', 'visit', 'mind-law']));
  expect(body.late.map(({ act }) => act)).toEqual(['contact']);
  expect(body.waitingForMe.map(({ act }) => act)).toEqual(['answer-transfer', 'do-decision', 'amend', 'find-help']);
  expect(body.waitingForOthers).toMatchObject([{ act: 'wait-for-decision', mayNudge: true }]);
  const supervisor = await system.officer('care-supervisor');
  const { approvals } = (await supervisor.get<ApprovalList>('/api/v1/care/approvals')).body;
  expect(approvals).toMatchObject([{ mayDecide: true, approval: { subject: 'plan' } }]);
});

test('every invented case opens, with its forms; names say that they are invented, and no child has one in a list', async () => {
  for (const { id, isMinor, personName } of await listed(worker)) {
    const { status, body } = await worker.get<CaseDetail>(`/api/v1/cases/${id}`);
    expect([id, status]).toEqual([id, 200]);
    expect((await worker.get(`/api/v1/cases/${id}/records`)).status).toBe(200);
    expect(`${body.person?.name ?? body.person?.alias}`).toContain('(สาธิต)');
    if (isMinor) expect([personName, body.links.map(({ kind }) => kind)]).toEqual([null, ['sibling']]);
  }
});

test('a barred colleague sees all of it but that case', async () => {
  const colleague = await system.officer('caseworker2');
  const codes = async (officer: Officer) => (await listed(officer)).map(({ code }) => code);
  const [all, theirs] = [await codes(worker), await codes(colleague)];
  expect(all.filter((code) => !theirs.includes(code))).toHaveLength(1);
  expect(JSON.stringify(await listed(colleague))).not.toContain('ปกปิด');
});

test('its forms are whole, and what is signed could be signed', async () => {
  const forms = await rows(
    system.owner,
    sql<{
      kind: RecordKind;
      body: object;
      at: Date;
      signed: boolean;
    }>`SELECT kind, body, saved_at AS at, signed_at IS NOT NULL AS signed
      FROM care.case_records`,
  );
  expect(forms.length).toBeGreaterThan(10);
  for (const { kind, body, at, signed } of forms) {
    const read = FORM_DRAFTS[kind].safeParse(body);
    expect([kind, read.error?.issues ?? []]).toEqual([kind, []]);
    const context = { now: at, dangerTool: dangerTools.tools[0] };
    if (signed) expect([kind, findFormGaps(kind, read.data as never, context)]).toEqual([kind, []]);
  }
});

test('a later start adds nothing and calls nobody', async () => {
  const count = () =>
    getRow(
      system.owner,
      sql<{ n: number }>`SELECT (SELECT count(*) FROM care.cases) + (SELECT count(*) FROM care.case_timeline)
        + (SELECT count(*) FROM care.clocks) + (SELECT count(*) FROM alerting.notifications) AS n`,
    );
  // Whoever is proposed a case that waits has been alerted by now.
  await system.until(async () => {
    const { left } = await getRow(
      system.owner,
      sql<{ left: number }>`SELECT count(*) AS left FROM care.cases
        WHERE status IN ('registered', 'reopened') AND worker_id IS NULL AND suggested_at IS NULL`,
    );
    return left === 0 || undefined;
  });
  const before = await count();
  await openSecondServer(system);
  expect(await count()).toEqual(before);
});
