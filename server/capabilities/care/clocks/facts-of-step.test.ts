import { expect, test } from 'vitest';
import { CASE_TIMELINE_KINDS } from '#contract/case';
import { endOfThaiDay } from '#contract/thai-day';
import { factsOfStep, type Step, WITHOUT_CLOCKS } from './facts-of-step.ts';

const at = new Date('2026-11-28T05:00:00Z');
const names = (step: Partial<Step> & Pick<Step, 'kind'>): string[] =>
  factsOfStep({ at, subjectId: 's', ...step }).map(({ fact }) => fact);

test('every step of a case is decided on: it means something for the clocks, or is known to mean nothing', () => {
  const silent = CASE_TIMELINE_KINDS.filter((kind) => names({ kind }).length === 0 && kind !== 'risk-changed');
  expect(silent.toSorted()).toEqual([...WITHOUT_CLOCKS].toSorted());
});

test('a visit on which the person was seen is a contact, ends services and says when the next one is; an attempt is not', () => {
  const body = {
    seen: 'alone',
    next: '2026-12-05',
    services: [{ serviceId: '0198c0de-0000-7000-8000-000000000002', result: 'received' }],
  };
  const facts = factsOfStep({ kind: 'record-signed', at, subjectId: 'r', form: { kind: 'follow-up', body } });
  expect(facts.map(({ fact }) => fact)).toEqual(['record-signed', 'follow-up-signed', 'contact-made', 'service-ended']);
  expect(facts[1]?.dueAt).toEqual(endOfThaiDay('2026-12-05'));
  const attempt = { kind: 'follow-up', body: { ...body, seen: 'not', services: [] } } as const;
  expect(names({ kind: 'record-signed', form: attempt })).toEqual(['record-signed', 'follow-up-signed']);
});

test('only an approved plan starts the clocks of its services, each until its day', () => {
  const plan = { body: { services: [{ id: '0198c0de-0000-7000-8000-000000000003', due: '2026-12-01' }] } };
  expect(names({ kind: 'approved', approvalSubject: 'plan', plan })).toEqual([
    'approval-decided',
    'plan-approved',
    'service-planned',
  ]);
  expect(names({ kind: 'approved', approvalSubject: 'closure' })).toEqual(['approval-decided']);
  expect(names({ kind: 'sent-back', approvalSubject: 'plan', plan })).toEqual(['approval-decided']);
});

test('a case that has lost its worker, or has moved without one, must be accepted', () => {
  expect(names({ kind: 'transfer-forced', isWaiting: true })).toEqual([
    'transfer-answered',
    'owner-changed',
    'reassessment-begun',
  ]);
  expect(names({ kind: 'no-worker', isWaiting: true })).toEqual(['owner-changed', 'reassessment-begun']);
  expect(names({ kind: 'transfer-accepted', isWaiting: false })).toEqual(['transfer-answered', 'case-accepted']);
});
