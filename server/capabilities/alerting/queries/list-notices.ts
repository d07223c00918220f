import type { Connection } from '#platform/database/database';
import type { Notice } from '../notice.ts';
import { type AlertOutcome, listNoticesOf, listOutcomesOf } from '../store-notices.ts';

export type { AlertOutcome } from '../store-notices.ts';

/** Who was told of these incidents, by which channel, and what became of it; oldest first. */
export function listNotices(connection: Connection, incidentIds: string[]): Promise<Notice[]> {
  return listNoticesOf(connection, incidentIds);
}

/** Whether these alerts were accepted by a channel, seen and acknowledged, and when first. */
export async function listAlertOutcomes(
  connection: Connection,
  alertIds: string[],
): Promise<Map<string, AlertOutcome>> {
  const found = alertIds.length > 0 ? await listOutcomesOf(connection, alertIds) : [];
  return new Map(found.map((one) => [one.alertId, one]));
}
