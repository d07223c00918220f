import type { Connection } from '#platform/database/database';
import {
  findIncidentToAlert as findRowToAlert,
  type IncidentToAlert,
  listUnansweredIds,
} from '../store/incident-to-alert-rows.ts';

/** What alerting needs to know about an incident, as it is now. The caller has checked visibility. */
export function findIncidentToAlert(connection: Connection, id: string): Promise<IncidentToAlert | undefined> {
  return findRowToAlert(connection, id);
}

/** The ids of all incidents that nobody has answered. */
export function listUnanswered(connection: Connection): Promise<string[]> {
  return listUnansweredIds(connection);
}
