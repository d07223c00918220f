import { expect, test } from 'vitest';
import type { CaseAction, CaseGuard, CaseStatus } from '#contract/case';
import type { RecordKind } from '#contract/case-forms';
import { decideNextStep } from './next-step.ts';

function step(
  status: CaseStatus,
  possible: { action: CaseAction; missing?: CaseGuard[] }[],
  {
    signed = [],
    isOffered = false,
    sections = null,
  }: { signed?: RecordKind[]; isOffered?: boolean; sections?: null | [] } = {},
) {
  const actions = possible.map(({ action, missing = [] }) => ({ action, missing, byApproval: null }));
  return decideNextStep({
    detail: { case: { status, isOffered }, actions, mayAct: true, sections },
    records: signed.map((kind) => ({ kind, signedAt: '2026-11-26T01:00:00.000Z' })),
  });
}
const assessing = (signed: RecordKind[], missing: CaseGuard[]) =>
  step('assessing', [{ action: 'finish-assessment', missing }], { signed }).name;

test('a new case is accepted first; one that is offered is answered', () => {
  expect(step('registered', [{ action: 'accept' }])).toEqual({
    name: 'accept',
    doing: { kind: 'step', step: 'accept' },
  });
  expect(step('planning', [], { isOffered: true }).name).toBe('answer');
});

test('danger before everything, then whom it is about, then what the state table still misses, in its order', () => {
  expect(assessing([], ['assessment-signed'])).toBe('danger');
  expect(assessing(['danger'], ['assessment-signed'])).toBe('register');
  const written: RecordKind[] = ['danger', 'registration'];
  expect(assessing(written, ['assessment-signed', 'safety-action-if-high', 'approved-if-high'])).toBe('assess');
  expect(assessing(written, ['safety-action-if-high', 'approved-if-high'])).toBe('safety-plan');
  expect(assessing(written, ['approved-if-high'])).toBe('propose-risk');
  expect(assessing(written, [])).toBe('finish-assessment');
});

test('a plan is written before it is proposed, and proposed before it begins', () => {
  const planning = (signed: RecordKind[], missing: CaseGuard[]) =>
    step('planning', [{ action: 'start-plan', missing }], { signed }).name;
  expect(planning([], ['plan-approved'])).toBe('plan');
  expect(planning(['plan'], ['plan-approved'])).toBe('propose-plan');
  expect(planning(['plan'], [])).toBe('start-plan');
});

test('closing: first the needs, then the form, then a second person', () => {
  const closing = (signed: RecordKind[], missing: CaseGuard[]) =>
    step('following-up', [{ action: 'close', missing }], { signed }).name;
  expect(closing([], ['no-open-need', 'safety-answered'])).toBe('end-needs');
  expect(closing([], [])).toBe('closure');
  expect(closing(['closure'], [])).toBe('propose-closure');
});

test('who may only read sees no button', () => {
  expect(step('assessing', [])).toEqual({ name: 'read-only', doing: { kind: 'none' } });
  expect(step('assessing', [], { sections: [] }).name).toBe('invited');
  expect(step('closed', [{ action: 'reopen' }]).name).toBe('reopen');
});
