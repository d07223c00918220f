import { expect, test } from 'vitest';
import { REFERRAL_STATUSES } from '#contract/referral';
import { clockOf, groupOf, groupReferrals } from './order-referrals.ts';

const NONE = { confirmation: 'none', dueAt: null, updateDueAt: null, outcomeDueAt: null, hold: null } as const;

test('what a receiver has to answer is what the sender waits for', () => {
  const groups = (side: 'received' | 'sent', mayDecide = true) =>
    Object.fromEntries(REFERRAL_STATUSES.map((status) => [status, groupOf({ ...NONE, status }, { side, mayDecide })]));
  expect(groups('received')).toMatchObject({ offered: 'answer', 'declined-proposed': 'decide', 'on-hold': 'work' });
  // Who may not decide waits for somebody who may.
  expect(groups('received', false)).toMatchObject({ offered: 'answer', 'declined-proposed': 'wait' });
  expect(groups('sent')).toMatchObject({
    offered: 'wait',
    'declined-proposed': 'wait',
    accepted: 'wait',
    draft: 'draft',
  });
  for (const side of ['received', 'sent'] as const)
    expect(groups(side)).toMatchObject({ declined: 'ended', expired: 'ended', withdrawn: 'ended', completed: 'ended' });
});

test('help that was given is not ended for the sender before the person has said so', () => {
  const given = { ...NONE, status: 'completed' } as const;
  for (const confirmation of ['to-ask', 'waiting'] as const) {
    expect(groupOf({ ...given, confirmation }, { side: 'sent', mayDecide: false })).toBe('ask');
    expect(groupOf({ ...given, confirmation }, { side: 'received', mayDecide: false })).toBe('ended');
  }
  expect(groupOf({ ...given, confirmation: 'received' }, { side: 'sent', mayDecide: false })).toBe('ended');
});

test('the clock is the one of the step, and the nearest stands first', () => {
  const offered = {
    ...NONE,
    status: 'offered',
    dueAt: '2026-11-29T05:00:00.000Z',
    updateDueAt: '2026-11-01T00:00:00.000Z',
  } as const;
  expect(clockOf(offered)).toBe(offered.dueAt);
  const working = { ...offered, status: 'in-progress', outcomeDueAt: '2026-11-09T00:00:00.000Z' } as const;
  expect(clockOf(working)).toBe(working.updateDueAt);
  const held = { ...working, status: 'on-hold', hold: { reason: 'away', until: '2026-12-01T00:00:00.000Z' } } as const;
  expect(clockOf(held)).toBe(held.hold.until);
  expect(clockOf({ ...working, status: 'expired' })).toBeNull();
  const later = { ...offered, dueAt: '2026-11-30T05:00:00.000Z' };
  const noClock = { ...NONE, status: 'offered' } as const;
  expect(groupReferrals([noClock, later, offered], { side: 'received', mayDecide: false })).toEqual([
    { group: 'answer', referrals: [offered, later, noClock] },
  ]);
});
