import type { Actor } from '#capabilities/access';
import { listAlertFacts, listWithheldFrom } from '#capabilities/incident';
import type { ChannelNews } from '#contract/alerting';
import type { Connection } from '#platform/database/database';
import type { AlertingContext } from '../context.ts';
import { listUnseenNews } from '../store-deliveries.ts';
import { showNotification } from './get-my-channels.ts';
import { listChannelHealth } from './list-channel-health.ts';

/** Older unseen news is only in the list of the person's own notifications. */
const NEWS_PERIOD_MS = 24 * 3600_000;

/** What the console shows about failing channels, and the person's unseen news. */
export async function getChannelNews(
  context: AlertingContext,
  connection: Connection,
  actor: Actor,
): Promise<ChannelNews> {
  const since = new Date(context.clock.now().getTime() - NEWS_PERIOD_MS);
  const notifications = await listUnseenNews(connection, actor.userId, {
    since,
    exceptIncidentIds: await listWithheldFrom(connection, actor.userId),
  });
  const ids = [...new Set(notifications.flatMap(({ incidentId }) => incidentId ?? []))];
  const codes = new Map((await listAlertFacts(connection, ids)).map(({ id, code }) => [id, code]));
  return {
    channels: await listChannelHealth(context, connection),
    notifications: notifications.map((one) => ({
      ...showNotification(one),
      unitName: one.unitName,
      accountAction: one.accountAction,
      code: codes.get(one.incidentId ?? '') ?? null,
    })),
  };
}
