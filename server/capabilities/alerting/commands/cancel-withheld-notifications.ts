import { inTransaction, type Work } from '#platform/database/transaction';
import { aboutNotification } from '../alarm-text.ts';
import type { AlertingContext } from '../context.ts';
import { listNotifications } from '../store-published-notifications.ts';
import { changeState } from './change-state.ts';

/**
 * When an incident is withheld from a person, their pending notifications about it are cancelled. Messages in LINE's outbox
 * are withdrawn with the service role, because the user role may not. What a phone has already shown cannot be withdrawn.
 */
export async function cancelWithheldNotifications(
  context: AlertingContext,
  work: Work,
  { incidentId, personId }: { incidentId: string; personId: string },
): Promise<void> {
  await changeState(context, work, { incidentIds: [incidentId], personId }, 'cancelled');
  work.afterCommit(
    () =>
      void withdrawFromLine(context, incidentId, personId).catch((error) =>
        context.log.error({ error, incidentId }, 'could not withdraw an alarm from LINE'),
      ),
  );
}

async function withdrawFromLine(
  { db, channels }: AlertingContext,
  incidentId: string,
  personId: string,
): Promise<void> {
  const { line } = channels;
  if (!line) return;
  const notifications = (await listNotifications(db, [incidentId])).filter(
    (notification) => notification.channel === 'line' && notification.personId === personId,
  );
  const about = notifications.map(({ id }) => aboutNotification(id));
  if (about.length > 0) await inTransaction(db, (work) => line.withdraw(work, about));
}
