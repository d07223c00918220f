import { expect, test } from 'vitest';
import type { CaseAction, CaseGuard, CaseStatus } from '#contract/case';
import type { CaseApproval, CaseClock } from '#contract/case-api';
import type { RecordKind } from '#contract/case-forms';
import { chooseClocks, decideNextStep, findSentBack } from './next-step.ts';

const ID = '00000000-0000-4000-8000-000000000001';
function anApproval(change: Partial<CaseApproval> = {}): CaseApproval {
  return {
    ...{ id: ID, caseId: ID, subject: 'plan', recordId: 'plan 1', reason: null, dueAt: '2026-11-30T17:00:00.000Z' },
    ...{ requestedBy: { id: ID, name: 'ก' }, requestedAt: '2026-11-26T01:00:00.000Z', decision: null, fields: [] },
    ...{ decidedBy: null, decidedAt: null, isMine: true },
    ...change,
  };
}

type Around = {
  signed?: RecordKind[];
  approvals?: CaseApproval[];
  isOffered?: boolean;
  sections?: null | [];
  mayDecide?: boolean;
};
function step(
  status: CaseStatus,
  possible: { action: CaseAction; missing?: CaseGuard[] }[],
  { signed = [], approvals = [], isOffered = false, sections = null, mayDecide = false }: Around = {},
) {
  const actions = possible.map(({ action, missing = [] }) => ({ action, missing, byApproval: null }));
  return decideNextStep({
    detail: { case: { status, isOffered }, actions, sections, approvals },
    records: signed.map((kind) => ({
      id: `${kind} 1`,
      seriesId: kind,
      kind,
      basedOn: null,
      signedAt: '2026-11-26T01:00:00.000Z',
    })),
    mayDecide,
  });
}
const assessing = (signed: RecordKind[], missing: CaseGuard[]) =>
  step('assessing', [{ action: 'finish-assessment', missing }], { signed });

test('a new case is accepted first; one that is offered is answered', () => {
  expect(step('registered', [{ action: 'accept' }]).doing).toEqual({ kind: 'step', step: 'accept' });
  expect(step('planning', [], { isOffered: true })).toMatchObject({ name: 'answer', doing: { kind: 'none' } });
});

test('danger before everything, then whom it is about, then what the state table still misses, in its order', () => {
  expect(assessing([], ['assessment-signed'])).toMatchObject({ name: 'danger', missing: ['assessment-signed'] });
  expect(assessing(['danger'], ['assessment-signed']).name).toBe('register');
  const written: RecordKind[] = ['danger', 'registration'];
  expect(assessing(written, ['assessment-signed', 'safety-action-if-high', 'approved-if-high'])).toMatchObject({
    name: 'assess',
    missing: ['safety-action-if-high', 'approved-if-high'],
  });
  expect(assessing(written, ['safety-action-if-high', 'approved-if-high']).name).toBe('safety-plan');
  expect(assessing(written, ['approved-if-high']).name).toBe('propose-risk');
  expect(assessing(written, [])).toMatchObject({ name: 'finish-assessment', missing: [] });
});

test('a plan is written before it is proposed, and proposed before it begins', () => {
  const planning = (signed: RecordKind[], missing: CaseGuard[]) =>
    step('planning', [{ action: 'start-plan', missing }], { signed }).name;
  expect(planning([], ['plan-approved'])).toBe('plan');
  expect(planning(['plan'], ['plan-approved'])).toBe('propose-plan');
  expect(planning(['plan'], [])).toBe('start-plan');
});

test('what I proposed I wait for; what somebody else proposed a supervisor reads first', () => {
  const planning = (approval: Partial<CaseApproval>, mayDecide: boolean) =>
    step('planning', [{ action: 'start-plan', missing: ['plan-approved'] }], {
      signed: ['plan'],
      approvals: [anApproval(approval)],
      mayDecide,
    }).name;
  expect(planning({}, true)).toBe('wait');
  expect(planning({ isMine: false }, true)).toBe('decide');
  expect(planning({ isMine: false }, false)).toBe('wait');
});

test('fields that were sent back come first, until the form is changed', () => {
  const fields = [{ field: 'goals.0.due', reason: 'เร็วกว่านี้' }];
  const sent = (recordId: string) =>
    step('planning', [{ action: 'start-plan', missing: ['plan-approved'] }], {
      signed: ['plan'],
      approvals: [anApproval({ decision: 'sent-back', fields, recordId })],
    });
  expect(sent('plan 1')).toMatchObject({ name: 'amend', doing: { kind: 'form', form: 'plan' }, sentBack: fields });
  expect(sent('plan 0').name).toBe('propose-plan');
});

test('closing: first the needs, then the form, then a second person', () => {
  const closing = (signed: RecordKind[], missing: CaseGuard[]) =>
    step('following-up', [{ action: 'close', missing }], { signed }).name;
  expect(closing([], ['no-open-need', 'safety-answered'])).toBe('end-needs');
  expect(closing([], [])).toBe('closure');
  expect(closing(['closure'], [])).toBe('propose-closure');
});

test('who may only read sees no button', () => {
  expect(step('assessing', []).doing).toEqual({ kind: 'none' });
  expect(step('assessing', [], { sections: [] }).name).toBe('invited');
  expect(step('closed', [{ action: 'reopen' }]).name).toBe('reopen');
});

test('the step has its own clock; the law stands below, other clocks only when they are near or late', () => {
  const clock = (rule: string, kind: CaseClock['kind'], dueAt: string): CaseClock => ({
    ...{ id: rule, rule, kind, dueAt, th: rule, en: rule, clause: null, source: '', unverified: true },
    ...{ subjectId: null, startedAt: '2026-11-20T00:00:00.000Z', remindsAt: null, pausedAt: null, passedAt: null },
  });
  const clocks = [
    clock('assessment', 'work', '2026-11-28T00:00:00.000Z'),
    clock('first-contact', 'work', '2026-11-25T00:00:00.000Z'),
    clock('silence', 'work', '2026-12-20T00:00:00.000Z'),
    clock('dv-complaint', 'law', '2027-02-01T00:00:00.000Z'),
  ];
  const now = Date.parse('2026-11-26T00:00:00Z');
  const { ofStep, others } = chooseClocks({ status: 'assessing', isOffered: false }, clocks, now);
  expect(ofStep?.rule).toBe('assessment');
  expect(others.map(({ rule }) => rule)).toEqual(['first-contact', 'dv-complaint']);
  // Whoever is asked to take it over has until then to answer, whatever runs for those who have it.
  const asked = chooseClocks(
    { status: 'assessing', isOffered: true },
    [...clocks, clock('transfer', 'work', '2026-11-29T00:00:00.000Z')],
    now,
  );
  expect(asked.ofStep?.rule).toBe('transfer');
});

test('fields stay sent back while the form is being amended, until it is signed anew', () => {
  const sent = anApproval({
    decision: 'sent-back',
    recordId: 'first',
    fields: [{ field: 'goals.0', reason: 'เมื่อไร' }],
  });
  const find = (record: { id: string; basedOn: string | null; signedAt: string | null }) =>
    findSentBack([sent], [record])?.record.id;
  expect(find({ id: 'first', basedOn: null, signedAt: '2026-11-26T01:00:00.000Z' })).toBe('first');
  expect(find({ id: 'second', basedOn: 'first', signedAt: null })).toBe('second');
  expect(find({ id: 'second', basedOn: 'first', signedAt: '2026-11-27T01:00:00.000Z' })).toBeUndefined();
  expect(findSentBack([{ ...sent, recordId: null }], [{ id: 'draft', basedOn: null, signedAt: null }])).toBeUndefined();
});
