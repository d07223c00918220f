import { describe, expect, test } from 'vitest';
import type { ConversationReport } from './conversation.ts';
import { factsOfCall, reachabilityOfCall } from './phone-call.ts';

const at = '2026-11-21T19:00:00.000Z';
const position = { lat: 16.82, lng: 100.26, source: 'console-pin', at, accuracyMetres: null, label: null } as const;
const DRAFT: ConversationReport = {
  id: 'r1',
  startedAt: new Date(at),
  silent: false,
  type: null,
  position: null,
  placeDetail: null,
  phone: null,
  statements: {},
  lastNotified: null,
};
const ALERTED: ConversationReport = {
  ...DRAFT,
  type: 'confinement',
  position,
  phone: '+66812345678',
  lastNotified: { status: 'waiting', code: 'ES-6911-0001', since: at, etaAt: null },
};
const kinds = (
  report: ConversationReport,
  update: Parameters<typeof factsOfCall>[1],
  state: 'draft' | 'submitted' = 'draft',
) => {
  const { facts, alerts } = factsOfCall({ report, state }, update);
  return [...facts.map(({ kind }) => kind), ...(alerts ? ['alerts'] : [])];
};

describe('what a clerk types', () => {
  test('is the alert as soon as the place is known, in any order', () => {
    expect(kinds(DRAFT, { type: 'confinement', position, isDraft: false })).toEqual([
      ...['type-chosen', 'place-given', 'alerts'],
    ]);
    expect(kinds({ ...DRAFT, position }, { type: 'confinement', isDraft: false })).toEqual(['type-chosen', 'alerts']);
    expect(kinds({ ...DRAFT, type: 'confinement' }, { isDraft: false })).toEqual([]);
  });

  test('is the alert by its place alone, with the type unknown', () => {
    const { facts, alerts } = factsOfCall({ report: DRAFT, state: 'draft' }, { position, isDraft: false });
    expect(facts).toMatchObject([{ kind: 'place-given' }, { kind: 'type-chosen', type: 'unknown' }]);
    expect(alerts).toBe(true);
  });

  test('is the alert too when the line breaks and the place is known', () => {
    expect(kinds({ ...DRAFT, position }, { cutOff: true, isDraft: true })).toEqual(['type-chosen', 'alerts']);
    expect(kinds(DRAFT, { cutOff: true, isDraft: true })).toEqual([]);
  });

  test('alerts nobody while it is a draft', () => {
    expect(kinds(DRAFT, { type: 'confinement', position, isDraft: true })).not.toContain('alerts');
  });

  test('is added to an open incident, and nothing twice', () => {
    const other = { ...position, lat: 16.9 };
    expect(kinds(ALERTED, { type: 'violent-frenzy', position: other, isDraft: false }, 'submitted')).toEqual([
      ...['report-type-changed', 'report-position-added'],
    ]);
    expect(kinds(ALERTED, { type: 'confinement', position, isDraft: false }, 'submitted')).toEqual([]);
  });

  test('makes a report silent and never ends silent mode', () => {
    expect(kinds(DRAFT, { silent: true, isDraft: true })).toEqual(['silenced']);
    expect(kinds({ ...DRAFT, silent: true }, { silent: false, isDraft: true })).toEqual([]);
  });

  test.each(['dropped', 'abandoned'] as const)('is refused for a report that is %s', (state) => {
    expect(() => factsOfCall({ report: DRAFT, state }, { isDraft: true })).toThrow('intake/report-ended');
  });

  test.each([DRAFT, ALERTED])('removes a wrong number, before the alert and after it', (report) => {
    const known = { ...report, phone: '+66812345678' };
    expect(
      kinds(known, { callerPhone: '', isDraft: report === DRAFT }, report === ALERTED ? 'submitted' : 'draft'),
    ).toEqual([report === ALERTED ? 'report-phone-removed' : 'taken-back']);
    expect(kinds(known, { isDraft: false }, 'submitted')).not.toContain('report-phone-removed');
  });

  test('stores an unreadable number as text', () => {
    const { facts, noted } = factsOfCall(
      { report: DRAFT, state: 'draft' },
      { callerPhone: 'ต่อ 44', note: 'มีมีด', isDraft: false },
    );
    expect(facts).toEqual([]);
    expect(noted).toBe('มีมีด\n☎ ต่อ 44');
  });
});

describe('whether a caller may be called', () => {
  test('is published once when the incident opens', () => {
    const call = { phone: '+66812345678', callBack: true };
    expect(reachabilityOfCall(DRAFT, { isDraft: false }, call)).toMatchObject({
      payload: { phone: null, canTakeCalls: true },
    });
    expect(reachabilityOfCall(DRAFT, { isDraft: false }, { phone: null, callBack: false })).toMatchObject({
      payload: { canTakeCalls: false },
    });
    expect(reachabilityOfCall(DRAFT, { isDraft: false }, { phone: null, callBack: true })).toBeNull();
  });

  test('is published again when it changes', () => {
    const call = { phone: '+66812345678', callBack: false };
    expect(reachabilityOfCall(ALERTED, { callBack: false, isDraft: false }, call)).toMatchObject({
      payload: { canTakeCalls: false },
    });
    expect(reachabilityOfCall(ALERTED, { callerPhone: '0812345678', isDraft: false }, call)).toBeNull();
    expect(reachabilityOfCall(ALERTED, { callerPhone: '0899999999', isDraft: false }, call)).toMatchObject({
      payload: { phone: '+66899999999' },
    });
  });
});
