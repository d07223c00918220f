import type { ORDER_KINDS } from '#contract/alert-kind';

export type OrderKind = (typeof ORDER_KINDS)[number];

/** What a crew was ordered, as it is kept. Who was told by which channel stands in the notices of `id` and `againId`. */
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

/** Nobody of the crew has seen it by then: it goes out once more, by every channel there is. */
export const AGAIN_AFTER_MS = 30_000;
/** By then whoever gave it, and the station's head, must know that nobody has seen it. */
export const NOTIFY_SENDER_AFTER_MS = 60_000;

/** The order as it begins. */
export function beginOrder(
  order: Omit<Order, 'sentAt' | 'againId' | 'nextStep' | 'nextDueAt' | 'senderNotifiedAt'>,
  now: Date,
): Order {
  const due = { nextStep: 'again' as const, nextDueAt: new Date(now.getTime() + AGAIN_AFTER_MS) };
  return { ...order, sentAt: now, againId: null, senderNotifiedAt: null, ...due };
}

/**
 * What is to be done with an order whose time has come, and how it stands afterwards. One that was seen or has become
 * pointless needs nothing more; after a standstill its steps come one after the other, never two at once.
 */
export function followUpOrder(
  order: Order,
  { isDone, againId, now }: { isDone: boolean; againId: string; now: Date },
): { action: 'again' | 'notify-sender' | null; order: Order } {
  const done = { ...order, nextStep: null, nextDueAt: null };
  if (isDone || order.nextStep === null || order.nextDueAt === null) return { action: null, order: done };
  if (order.nextDueAt > now) return { action: null, order };
  if (order.nextStep === 'notify-sender') return { action: 'notify-sender', order: { ...done, senderNotifiedAt: now } };
  // Counted from the sending, but never before the second attempt had its time.
  const least = now.getTime() + AGAIN_AFTER_MS / 3;
  const nextDueAt = new Date(Math.max(order.sentAt.getTime() + NOTIFY_SENDER_AFTER_MS, least));
  return { action: 'again', order: { ...order, againId, nextStep: 'notify-sender', nextDueAt } };
}

/** When somebody first saw an order, and so on, by its first alert or its second; null: not yet. */
export type OrderOutcome = { seenAt: Date | null; acknowledgedAt: Date | null; notifiedAt: Date | null };

/** The alerts by which these orders went out. */
export function alertsOf(orders: readonly Pick<Order, 'id' | 'againId'>[]): string[] {
  return orders.flatMap(({ id, againId }) => [id, ...(againId ? [againId] : [])]);
}

/** What became of an order, from what became of its alerts. */
export function outcomeOf(
  { id, againId }: Pick<Order, 'id' | 'againId'>,
  alerts: ReadonlyMap<string, OrderOutcome>,
): OrderOutcome {
  const both = [alerts.get(id), alerts.get(againId ?? '')];
  const first = (of: keyof OrderOutcome) =>
    both.flatMap((one) => one?.[of] ?? []).toSorted((one, other) => one.getTime() - other.getTime())[0] ?? null;
  return { seenAt: first('seenAt'), acknowledgedAt: first('acknowledgedAt'), notifiedAt: first('notifiedAt') };
}
