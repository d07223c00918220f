import { inTransaction } from '#platform/database/transaction';
import type { AlertingContext } from '../context.ts';
import { planAlert } from '../plan-alert.ts';
import { takeAlertsToExpand } from '../store-deliveries.ts';
import { insertNotifications } from '../store-notifications.ts';
import { factsFor, toNotification } from './alert-people.ts';
import { getRecipientFacts } from './get-recipient-facts.ts';

const BATCH_SIZE = 50;

/** Creates the notifications by the other channels of alerts that officers have raised: the user role can't plan them. */
export async function expandAlerts(context: AlertingContext, stopping: AbortSignal): Promise<void> {
  let taken = BATCH_SIZE;
  while (!stopping.aborted && taken === BATCH_SIZE) taken = await expandBatch(context);
}

function expandBatch({ db, clock, channels }: AlertingContext): Promise<number> {
  return inTransaction(db, async ({ tx }) => {
    const now = clock.now();
    const alerts = await takeAlertsToExpand(tx, now, BATCH_SIZE);
    if (alerts.length === 0) return 0;
    const facts = await getRecipientFacts(tx, factsFor(alerts), now);
    const notifications = alerts.flatMap((alert) =>
      planAlert(alert, facts, { now, channels }).map((one) => toNotification(alert, one, { now })),
    );
    await insertNotifications(tx, notifications);
    return alerts.length;
  });
}
