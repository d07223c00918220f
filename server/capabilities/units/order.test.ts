import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AGAIN_AFTER_MS, beginOrder, followUpOrder, NOTIFY_SENDER_AFTER_MS, type Order } from './order.ts';

const sentAt = new Date('2026-11-28T02:00:00Z');
const later = (ms: number) => new Date(sentAt.getTime() + ms);
const fresh = beginOrder(
  {
    ...{ id: 'o1', kind: 'order', incidentId: 'i1', code: 'ES-1', unitId: 'u1', assignmentId: 'j1' },
    ...{ unitName: 'สายตรวจ 1', personIds: ['p1'], agencyId: 'a1', byPersonId: 'p2' },
  },
  sentAt,
);
const follow = (order: Order, ms: number, isDone = false) =>
  followUpOrder(order, { isDone, againId: 'again', now: later(ms) });

test('not seen, it goes out again after half a minute, and after a minute its sender is told; then nothing more', () => {
  expect(follow(fresh, AGAIN_AFTER_MS - 1).action).toBeNull();
  const again = follow(fresh, AGAIN_AFTER_MS);
  expect(again).toMatchObject({
    action: 'again',
    order: { againId: 'again', nextDueAt: later(NOTIFY_SENDER_AFTER_MS) },
  });
  const told = follow(again.order, NOTIFY_SENDER_AFTER_MS);
  expect(told).toMatchObject({
    action: 'notify-sender',
    order: { senderNotifiedAt: later(NOTIFY_SENDER_AFTER_MS), nextStep: null },
  });
  expect(follow(told.order, 10 * NOTIFY_SENDER_AFTER_MS).action).toBeNull();
});

test('seen or pointless, nothing follows', () => {
  expect(follow(fresh, AGAIN_AFTER_MS, true)).toMatchObject({
    action: null,
    order: { nextStep: null, nextDueAt: null },
  });
});

test('whenever it is looked at, each step comes once and in order, also after a standstill', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 40 }), (waits) => {
      let order: Order = fresh;
      let at = 0;
      const acts: string[] = [];
      for (const wait of waits) {
        at += wait;
        const next = follow(order, at);
        if (next.action) acts.push(next.action);
        order = next.order;
      }
      expect(['', 'again', 'again notify-sender']).toContain(acts.join(' '));
    }),
    { seed: 20_261_128 },
  );
});
