import type { Connection } from '#platform/database/database';
import {
  findIncidentToAlert as findRowToAlert,
  type IncidentToAlert,
  listUnansweredIds,
} from '../store/incident-to-alert-rows.ts';

/** What whoever alerts needs to know of an incident, as it is now. Who may see it was asked before. */
export function findIncidentToAlert(connection: Connection, id: string): Promise<IncidentToAlert | undefined> {
  return findRowToAlert(connection, id);
}

/** The ids of all incidents that nobody has answered. */
export function listUnanswered(connection: Connection): Promise<string[]> {
  return listUnansweredIds(connection);
}
