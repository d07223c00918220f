import type { Connection } from '#platform/database/database';
import type { Notification } from '../notification.ts';
import { type AlertOutcome, listNotificationsOf, listOutcomesOf } from '../store-notifications.ts';

export type { AlertOutcome } from '../store-notifications.ts';

/** Who was told of these incidents, by which channel, and what became of it; oldest first. */
export function listNotifications(connection: Connection, incidentIds: string[]): Promise<Notification[]> {
  return listNotificationsOf(connection, incidentIds);
}

/** Whether these alerts were accepted by a channel, seen and acknowledged, and when first. */
export async function listAlertOutcomes(
  connection: Connection,
  alertIds: string[],
): Promise<Map<string, AlertOutcome>> {
  const found = alertIds.length > 0 ? await listOutcomesOf(connection, alertIds) : [];
  return new Map(found.map((one) => [one.alertId, one]));
}
