import type { Work } from '#platform/database/transaction';
import { createLoop } from '#platform/jobs/single-flight';
import { ALERTING_TOPIC, type AlertingContext } from '../context.ts';
import { releaseNotificationsOf } from '../store-deliveries.ts';
import { createDelivery } from './deliver-notifications.ts';
import { expandAlerts } from './expand-alerts.ts';

export type Deliverer = {
  /** Expands alerts of officers and delivers due notifications; a call while it runs makes it run once more afterwards. */
  deliverDue(): void;
  /** Releases the leases of processes that have ended. */
  freeLeases(work: Work, processIds: number[]): Promise<void>;
  /** Starts nothing new and waits for the calls under way; the rest stays in the tables. */
  stop(): Promise<void>;
};

/** Batches of what was just committed that are delivered at once; what is handed over meanwhile is the next one. */
const HANDED_AT_ONCE = 4;

/** One loop in each process for what is in the table; leases prevent duplicate deliveries. */
export function createDeliverer(context: AlertingContext): Deliverer {
  const { deliveries, log } = context;
  const delivery = createDelivery(context);
  const report = (error: unknown) =>
    log.error({ error }, 'notifications could not be delivered; they will be tried again');
  const loop = createLoop(async (stopping) => {
    try {
      await expandAlerts(context, stopping);
    } finally {
      // An alert that can't be expanded must not delay the notifications of the others.
      await delivery.deliverDue(stopping);
    }
  }, report);
  const underWay = new Set<Promise<void>>();
  let isStopped = false;
  const deliverHanded = (): void => {
    if (isStopped || underWay.size >= HANDED_AT_ONCE) return;
    const handed = deliveries?.take() ?? [];
    if (handed.length === 0) return;
    const batch = delivery
      .deliverHanded(handed)
      .catch(report)
      .finally(() => {
        underWay.delete(batch);
        deliverHanded();
      });
    underWay.add(batch);
  };
  const endHanding = deliveries?.onHanded(deliverHanded);
  return {
    deliverDue: loop.notify,
    async freeLeases(work, processIds) {
      await releaseNotificationsOf(work.tx, processIds, context.clock.now());
      work.afterCommit(() => context.notifier.send(ALERTING_TOPIC));
    },
    async stop() {
      isStopped = true;
      endHanding?.();
      await Promise.all([loop.stop(), ...underWay]);
    },
  };
}
