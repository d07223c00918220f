import type { Connection } from '#platform/database/database';
import { findToAlert as findRowToAlert, type HeldIncident, listUnansweredIds } from '../store/held-rows.ts';

/** What whoever alerts needs to know of an incident, as it is now. Who may see it was asked before. */
export function findToAlert(connection: Connection, id: string): Promise<HeldIncident | undefined> {
  return findRowToAlert(connection, id);
}

/** The ids of all incidents that nobody has answered. */
export function listUnanswered(connection: Connection): Promise<string[]> {
  return listUnansweredIds(connection);
}
