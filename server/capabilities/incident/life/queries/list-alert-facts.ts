import type { Connection } from '#platform/database/database';
import type { AlertFacts } from '../alert-facts.ts';
import { listAlertFactRows } from '../store/incident-to-alert-rows.ts';

/** The facts for alerts to staff, as far as the connection may see them, in one statement. */
export function listAlertFacts(connection: Connection, ids: string[]): Promise<AlertFacts[]> {
  return ids.length === 0 ? Promise.resolve([]) : listAlertFactRows(connection, ids);
}
