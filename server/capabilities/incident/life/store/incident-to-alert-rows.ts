import { amongIds } from '#platform/database/among-ids';
import { type Connection, rows, sql } from '#platform/database/database';
import { COLUMNS_TO_ALERT, type IncidentToAlert } from './published-incidents-to-alert.ts';

/** Locks those of these incidents that nobody else has locked. */
export function lockFree(tx: Connection, ids: string[]): Promise<IncidentToAlert[]> {
  return rows(
    tx,
    sql<IncidentToAlert>`SELECT ${COLUMNS_TO_ALERT} FROM incident.incidents WHERE id ${amongIds(ids)} FOR UPDATE SKIP LOCKED`,
  );
}
