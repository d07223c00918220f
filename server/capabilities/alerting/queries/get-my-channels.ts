import { type Actor, listLineUsers } from '#capabilities/access';
import { listOnDuty } from '#capabilities/duty';
import { listWithheldFrom } from '#capabilities/incident';
import type { MyChannels } from '#contract/alerting';
import type { Connection } from '#platform/database/database';
import type { AlertingContext } from '../context.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { Notification } from '../notification.ts';
import { toTime } from '../quiet-hours.ts';
import { getSettings, listSubscriptions } from '../store-channels.ts';
import { listNotificationsTo } from '../store-deliveries.ts';
import { listChannelHealth } from './list-channel-health.ts';

/** Enough to show the last test and the last night. */
const NOTIFICATIONS_SHOWN = 30;

/** A person's channels and settings, and what became of their latest notifications. */
export async function getMyChannels(
  context: AlertingContext,
  connection: Connection,
  actor: Actor,
): Promise<MyChannels> {
  const personId = actor.userId;
  const settings = await getSettings(connection, personId);
  const { quiet } = settings;
  const agencyIds = [...new Set(actor.memberships.map(({ agencyId }) => agencyId))];
  const onDuty = await listOnDuty(connection, { agencyIds, at: context.clock.now() });
  const browsers = await listSubscriptions(connection, [personId]);
  const notifications = await listNotificationsTo(connection, personId, {
    limit: NOTIFICATIONS_SHOWN,
    exceptIncidentIds: await listWithheldFrom(connection, personId),
  });
  return {
    settings: { ...settings, quiet: quiet && { from: toTime(quiet.from), until: toTime(quiet.until) } },
    isOnDuty: onDuty.some((one) => one.personId === personId),
    browsers: browsers.map(({ id, label, createdAt, lastSentAt, failure, endpoint }) => ({
      id,
      label,
      createdAt: createdAt.toISOString(),
      lastSentAt: lastSentAt?.toISOString() ?? null,
      failure,
      fingerprint: fingerprintOf(endpoint),
    })),
    line: {
      isSetUp: context.channels.line !== undefined,
      isLinked: (await listLineUsers(connection, [personId])).has(personId),
    },
    vapidPublicKey: context.channels.push?.publicKey ?? null,
    health: await listChannelHealth(context, connection),
    notifications: notifications.map(showNotification),
  };
}

/** A notification as its recipient sees it. */
export function showNotification(notification: Notification): MyChannels['notifications'][number] {
  const { id, incidentId, kind, step, channel, state, cause, at, sentAt, seenAt, acknowledgedAt } = notification;
  return {
    ...{ id, incidentId, kind, step, channel, state, cause },
    at: at.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
    seenAt: seenAt?.toISOString() ?? null,
    acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
  };
}
