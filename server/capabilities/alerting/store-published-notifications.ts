import { type Connection, rows, sql } from '#platform/database/database';
import type { Notification } from './notification.ts';
import { NOTIFICATION_COLUMNS, NOTIFICATIONS } from './store-notifications.ts';

/** All notifications about these incidents, oldest first. */
export function listNotifications(connection: Connection, incidentIds: string[]): Promise<Notification[]> {
  return rows(
    connection,
    sql<Notification>`SELECT ${NOTIFICATION_COLUMNS} FROM ${NOTIFICATIONS}
      WHERE notification.incident_id = ANY(${incidentIds}::uuid[]) ORDER BY notification.at, notification.id`,
  );
}

/** The earliest times over all recipients of an alert; null: not yet. */
export type AlertOutcome = {
  alertId: string;
  at: Date;
  /** When a channel other than the console took it; that does not mean it was seen. */
  notifiedAt: Date | null;
  seenAt: Date | null;
  acknowledgedAt: Date | null;
};

/** Whether and when first these alerts were sent, seen and acknowledged. */
export async function listAlertOutcomes(
  connection: Connection,
  alertIds: string[],
): Promise<Map<string, AlertOutcome>> {
  if (alertIds.length === 0) return new Map();
  const found = await rows(
    connection,
    sql<AlertOutcome>`SELECT alert_id AS "alertId", min(at) AS at, min(sent_at) AS "notifiedAt", min(seen_at) AS "seenAt",
        min(acknowledged_at) AS "acknowledgedAt"
      FROM alerting.notifications WHERE alert_id = ANY(${alertIds}::uuid[]) GROUP BY alert_id`,
  );
  return new Map(found.map((one) => [one.alertId, one]));
}
