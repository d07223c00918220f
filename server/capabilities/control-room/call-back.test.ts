import { describe, expect, test } from 'vitest';
import { claim, finish, isClaimed, release, type StoredCallBack, whyNotToCall } from './call-back.ts';

const NOW = new Date('2026-11-21T19:00:00Z');
const later = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const ENTRY: StoredCallBack = {
  id: 'e1',
  reportId: 'r1',
  incidentId: null,
  provinceCode: null,
  reason: 'unfinished',
  note: null,
  dueAt: NOW,
  askedAt: NOW,
  askedByName: null,
  tries: 0,
  lastResult: null,
  lastTriedAt: null,
  claimedByPersonId: null,
  claimedByName: null,
  claimedAt: null,
  endedAt: null,
  endedBecause: null,
};
const REACHABLE = { phone: '+66812345678', silent: false, mayCall: true };
const first = { id: 'p1', name: 'ร.ต.อ.หญิง ตัวอย่าง รับสาย' };
const second = { id: 'p2', name: 'นางสาวสมมติ ห่วงใย' };

describe('who may not be called', () => {
  test.each([
    [{ ...REACHABLE, silent: true }, 'silent'],
    [{ ...REACHABLE, mayCall: false }, 'no-calls'],
    [{ ...REACHABLE, phone: null }, 'no-phone'],
    [undefined, 'no-phone'],
    [REACHABLE, null],
  ] as const)('%o', (reachability, why) => {
    expect(whyNotToCall(reachability)).toBe(why);
    const take = () => claim(ENTRY, reachability, first, NOW);
    if (why) expect(take).toThrow(expect.objectContaining({ code: 'control-room/must-not-call', params: { why } }));
    else expect(take()).toMatchObject({ claimedByPersonId: 'p1' });
  });
});

describe('an entry', () => {
  const taken = claim(ENTRY, REACHABLE, first, NOW);

  test('is claimed by one clerk for ten minutes; a second clerk is refused and learns the name', () => {
    expect(() => claim(taken, REACHABLE, second, later(9))).toThrow(
      expect.objectContaining({ code: 'control-room/call-back-taken', params: { name: first.name } }),
    );
    expect(isClaimed(taken, later(10))).toBe(false);
    expect(claim(taken, REACHABLE, second, later(10)).claimedByPersonId).toBe('p2');
  });

  test('that nobody answered is due again, later each time, and never ends by itself', () => {
    let entry = ENTRY;
    const waits = [0, 1, 2, 3, 4].map(() => {
      entry = finish(claim(entry, REACHABLE, first, NOW), { result: 'no-answer' }, 'p1', NOW);
      return (entry.dueAt.getTime() - NOW.getTime()) / 60_000;
    });
    expect(waits).toEqual([5, 10, 20, 30, 30]);
    expect(entry).toMatchObject({ tries: 5, endedAt: null, claimedByPersonId: null, lastResult: 'no-answer' });
    expect(finish(taken, { result: 'no-answer', againInMinutes: 90 }, 'p1', NOW).dueAt).toEqual(later(90));
  });

  test.each(['reached', 'wrong-number', 'not-safe'] as const)('ends with "%s"', (result) => {
    const done = finish(taken, { result }, 'p1', NOW);
    expect(done).toMatchObject({ endedAt: NOW, endedBecause: result, tries: 1 });
    expect(() => claim(done, REACHABLE, first, NOW)).toThrow('control-room/call-back-ended');
    expect(() => finish(done, { result }, 'p1', NOW)).toThrow('control-room/call-back-ended');
  });

  test('is finished and released only by the clerk who claimed it', () => {
    expect(() => finish(taken, { result: 'reached' }, 'p2', NOW)).toThrow('control-room/call-back-not-yours');
    expect(() => finish(ENTRY, { result: 'reached' }, 'p1', NOW)).toThrow('control-room/call-back-not-yours');
    expect(() => release(taken, 'p2')).toThrow('control-room/call-back-not-yours');
    expect(release(taken, 'p1')).toEqual(ENTRY);
  });
});
