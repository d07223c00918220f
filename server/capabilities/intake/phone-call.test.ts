import { describe, expect, test } from 'vitest';
import type { ConversationReport } from './conversation.ts';
import { factsOfCall, reachabilityOfCall } from './phone-call.ts';

const at = '2026-11-21T19:00:00.000Z';
const position = { lat: 16.82, lng: 100.26, source: 'console-pin', at, accuracyMetres: null, label: null } as const;
const DRAFT: ConversationReport = {
  id: 'r1',
  silent: false,
  type: null,
  position: null,
  placeDetail: null,
  phone: null,
  statements: {},
  lastNotified: null,
};
const TOLD: ConversationReport = {
  ...DRAFT,
  type: 'confinement',
  position,
  phone: '+66812345678',
  lastNotified: { status: 'waiting', code: 'ES-6911-0001', since: at, etaAt: null },
};
const kinds = (
  report: ConversationReport,
  words: Parameters<typeof factsOfCall>[1],
  state: 'draft' | 'submitted' = 'draft',
) => factsOfCall({ report, state }, words).facts.map(({ kind }) => kind);

describe('what a clerk types', () => {
  test('is the alert when the place is known, however they came together', () => {
    expect(kinds(DRAFT, { type: 'confinement', position, isDraft: false })).toEqual([
      ...['type-chosen', 'place-given', 'submitted'],
    ]);
    expect(kinds({ ...DRAFT, position }, { type: 'confinement', isDraft: false })).toEqual([
      'type-chosen',
      'submitted',
    ]);
    expect(kinds({ ...DRAFT, type: 'confinement' }, { isDraft: false })).toEqual([]);
  });

  test('is the alert by its place alone: the type is not known yet', () => {
    const { facts } = factsOfCall({ report: DRAFT, state: 'draft' }, { position, isDraft: false });
    expect(facts).toMatchObject([
      { kind: 'place-given' },
      { kind: 'type-chosen', type: 'unknown' },
      { kind: 'submitted' },
    ]);
  });

  test('is the alert too when the line breaks and the place is known', () => {
    expect(kinds({ ...DRAFT, position }, { cutOff: true, isDraft: true })).toEqual(['type-chosen', 'submitted']);
    expect(kinds(DRAFT, { cutOff: true, isDraft: true })).toEqual([]);
  });

  test('alerts nobody while it is a draft', () => {
    expect(kinds(DRAFT, { type: 'confinement', position, isDraft: true })).not.toContain('submitted');
  });

  test('enriches what is open, and says nothing twice', () => {
    const other = { ...position, lat: 16.9 };
    expect(kinds(TOLD, { type: 'violent-frenzy', position: other, isDraft: false }, 'submitted')).toEqual([
      ...['type-changed', 'position-added'],
    ]);
    expect(kinds(TOLD, { type: 'confinement', position, isDraft: false }, 'submitted')).toEqual([]);
  });

  test('makes a report silent and never loud again', () => {
    expect(kinds(DRAFT, { silent: true, isDraft: true })).toEqual(['silenced']);
    expect(kinds({ ...DRAFT, silent: true }, { silent: false, isDraft: true })).toEqual([]);
  });

  test.each(['dropped', 'abandoned'] as const)('comes too late for a report that is %s', (state) => {
    expect(() => factsOfCall({ report: DRAFT, state }, { isDraft: true })).toThrow('intake/report-ended');
  });

  test.each([DRAFT, TOLD])('takes a wrong number back, before the alert and after it', (report) => {
    const known = { ...report, phone: '+66812345678' };
    expect(
      kinds(known, { callerPhone: '', isDraft: report === DRAFT }, report === TOLD ? 'submitted' : 'draft'),
    ).toEqual(['taken-back']);
    expect(kinds(known, { isDraft: false }, 'submitted')).not.toContain('taken-back');
  });

  test('keeps an odd number as words', () => {
    const { facts, noted } = factsOfCall(
      { report: DRAFT, state: 'draft' },
      { callerPhone: 'ต่อ 44', note: 'มีมีด', isDraft: false },
    );
    expect(facts).toEqual([]);
    expect(noted).toBe('มีมีด\n☎ ต่อ 44');
  });
});

describe('whether a caller may be called', () => {
  test('is told once when the incident opens', () => {
    const call = { phone: '+66812345678', callBack: true };
    expect(reachabilityOfCall(DRAFT, { isDraft: false }, call)).toMatchObject({ phone: null, canTakeCalls: true });
    expect(reachabilityOfCall(DRAFT, { isDraft: false }, { phone: null, callBack: false })).toMatchObject({
      canTakeCalls: false,
    });
    expect(reachabilityOfCall(DRAFT, { isDraft: false }, { phone: null, callBack: true })).toBeNull();
  });

  test('is told again when it changes', () => {
    const call = { phone: '+66812345678', callBack: false };
    expect(reachabilityOfCall(TOLD, { callBack: false, isDraft: false }, call)).toMatchObject({ canTakeCalls: false });
    expect(reachabilityOfCall(TOLD, { callerPhone: '0812345678', isDraft: false }, call)).toBeNull();
    expect(reachabilityOfCall(TOLD, { callerPhone: '0899999999', isDraft: false }, call)).toMatchObject({
      phone: '+66899999999',
    });
  });
});
