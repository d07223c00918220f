import type { Alert } from '#capabilities/alerting';
import type { ORDER_KINDS } from '#contract/alert-kind';

export type OrderKind = (typeof ORDER_KINDS)[number];

/** An order to a crew, as stored. Its alerts are `id` and, when it is sent again, `againId`. */
export type Order = {
  id: string;
  kind: OrderKind;
  incidentId: string;
  code: string;
  unitId: string | null;
  assignmentId: string | null;
  unitName: string | null;
  personIds: string[];
  agencyId: string;
  byPersonId: string | null;
  sentAt: Date;
  againId: string | null;
  nextStep: 'again' | 'notify-sender' | null;
  nextDueAt: Date | null;
  senderNotifiedAt: Date | null;
};

/** If nobody of the crew has seen it by then, it is sent again by every channel. */
export const AGAIN_AFTER_MS = 30_000;
/** If it is still unseen by then, its sender and the head of station are notified. */
export const NOTIFY_SENDER_AFTER_MS = 60_000;

/** A new order. */
export function beginOrder(
  order: Omit<Order, 'sentAt' | 'againId' | 'nextStep' | 'nextDueAt' | 'senderNotifiedAt'>,
  now: Date,
): Order {
  const due = { nextStep: 'again' as const, nextDueAt: new Date(now.getTime() + AGAIN_AFTER_MS) };
  return { ...order, sentAt: now, againId: null, senderNotifiedAt: null, ...due };
}

/**
 * The next action for a due order, and its state afterwards. One that was seen or has become pointless needs nothing
 * more. After an outage the steps still come one after the other, never two at once.
 */
export function followUpOrder(
  order: Order,
  { isDone, againId, now }: { isDone: boolean; againId: string; now: Date },
): { action: 'again' | 'notify-sender' | null; order: Order } {
  const done = { ...order, nextStep: null, nextDueAt: null };
  if (isDone || order.nextStep === null || order.nextDueAt === null) return { action: null, order: done };
  if (order.nextDueAt > now) return { action: null, order };
  if (order.nextStep === 'notify-sender') return { action: 'notify-sender', order: { ...done, senderNotifiedAt: now } };
  // Counted from the first sending, but the second attempt gets some time too.
  const least = now.getTime() + AGAIN_AFTER_MS / 3;
  const nextDueAt = new Date(Math.max(order.sentAt.getTime() + NOTIFY_SENDER_AFTER_MS, least));
  return { action: 'again', order: { ...order, againId, nextStep: 'notify-sender', nextDueAt } };
}

/** When an order was first seen, acknowledged and delivered, by either of its alerts; null: not yet. */
export type OrderOutcome = { seenAt: Date | null; acknowledgedAt: Date | null; notifiedAt: Date | null };

/** The alert that brings an order to its crew: the first one (step 0), or the one by which it is sent again (step 1). */
export function alertFor(
  { incidentId, kind, personIds, agencyId, unitName }: Order,
  alertId: string,
  step: 0 | 1,
): Alert {
  const people = personIds.map((personId) => ({ personId, agencyId }));
  return { alertId, incidentId, kind, step, people, agencyIds: [agencyId], ...(unitName && { unitName }) };
}

/** Ids of the alerts of these orders. */
export function alertsOf(orders: readonly Pick<Order, 'id' | 'againId'>[]): string[] {
  return orders.flatMap(({ id, againId }) => [id, ...(againId ? [againId] : [])]);
}

/** The outcome of an order, from the outcomes of its alerts. */
export function outcomeOf(
  { id, againId }: Pick<Order, 'id' | 'againId'>,
  alerts: ReadonlyMap<string, OrderOutcome>,
): OrderOutcome {
  const both = [alerts.get(id), alerts.get(againId ?? '')];
  const first = (of: keyof OrderOutcome) =>
    both.flatMap((one) => one?.[of] ?? []).toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null;
  return { seenAt: first('seenAt'), acknowledgedAt: first('acknowledgedAt'), notifiedAt: first('notifiedAt') };
}
