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

test('an unseen order is sent again after 30 s, and its sender is notified after 60 s; then nothing more', () => {
  expect(follow(fresh, AGAIN_AFTER_MS - 1).action).toBeNull();
  const again = follow(fresh, AGAIN_AFTER_MS);
  expect(again).toMatchObject({
    action: 'again',
    order: { againId: 'again', nextDueAt: later(NOTIFY_SENDER_AFTER_MS) },
  });
  const notified = follow(again.order, NOTIFY_SENDER_AFTER_MS);
  expect(notified).toMatchObject({
    action: 'notify-sender',
    order: { senderNotifiedAt: later(NOTIFY_SENDER_AFTER_MS), nextStep: null },
  });
  expect(follow(notified.order, 10 * NOTIFY_SENDER_AFTER_MS).action).toBeNull();
});

test('nothing follows an order that was seen or has become pointless', () => {
  expect(follow(fresh, AGAIN_AFTER_MS, true)).toMatchObject({
    action: null,
    order: { nextStep: null, nextDueAt: null },
  });
});

test('each step comes once and in order, whenever the job runs, also after an outage', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 90_000 }), { maxLength: 40 }), (waits) => {
      let order: Order = fresh;
      let at = 0;
      const actions: string[] = [];
      for (const wait of waits) {
        at += wait;
        const next = follow(order, at);
        if (next.action) actions.push(next.action);
        order = next.order;
      }
      expect(['', 'again', 'again notify-sender']).toContain(actions.join(' '));
    }),
    { seed: 20_261_128 },
  );
});
