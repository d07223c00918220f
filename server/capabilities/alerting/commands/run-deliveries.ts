import type { Work } from '#platform/database/transaction';
import { createLoop } from '#platform/jobs/single-flight';
import { ALERTING_TOPIC, type AlertingContext } from '../context.ts';
import { releaseNotificationsOf } from '../store-deliveries.ts';
import { deliverNotifications } from './deliver-notifications.ts';
import { expandAlerts } from './expand-alerts.ts';

export type Deliverer = {
  /** Expands new alerts and delivers due notifications; a call while it runs makes it run once more afterwards. */
  deliverDue(): void;
  /** Releases the leases of processes that have ended. */
  freeLeases(work: Work, processIds: number[]): Promise<void>;
  /** Starts nothing new and waits for the calls under way; the rest stays in the tables. */
  stop(): Promise<void>;
};

/** One loop in each process; leases in the table prevent duplicate deliveries. */
export function createDeliverer(context: AlertingContext): Deliverer {
  const loop = createLoop(
    async (stopping) => {
      try {
        await expandAlerts(context, stopping);
      } finally {
        // An alert that can't be expanded must not delay the notifications of the others.
        await deliverNotifications(context, stopping);
      }
    },
    (error) => context.log.error({ error }, 'notifications could not be delivered; they will be tried again'),
  );
  return {
    deliverDue: loop.notify,
    async freeLeases(work, processIds) {
      await releaseNotificationsOf(work.tx, processIds, context.clock.now());
      work.afterCommit(() => context.notifier.send(ALERTING_TOPIC));
    },
    stop: loop.stop,
  };
}
