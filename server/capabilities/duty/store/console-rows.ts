import { type Connection, rows, sql } from '#platform/database/database';
import type { SeenConsole } from '../heartbeat.ts';
import { consolesOf } from './published-duty.ts';

/** Stores that these people have a console open now. */
export async function saveConsoles(connection: Connection, personIds: readonly string[], now: Date): Promise<void> {
  // In one order: another process may store the same people.
  await sql`INSERT INTO duty.consoles (person_id, seen_at)
    SELECT DISTINCT person_id, ${now}::timestamptz FROM unnest(${[...personIds]}::uuid[]) AS seen (person_id) ORDER BY person_id
    ON CONFLICT (person_id) DO UPDATE SET seen_at = greatest(consoles.seen_at, EXCLUDED.seen_at)`.execute(connection);
}

export function listConsoles(connection: Connection, personIds: readonly string[]): Promise<SeenConsole[]> {
  return rows(connection, sql<SeenConsole>`${consolesOf(sql`${[...personIds]}::uuid[]`)}`);
}

/** Nobody needs older ones, and they are personal data. */
export async function deleteOldConsoles(connection: Connection, before: Date): Promise<void> {
  await sql`DELETE FROM duty.consoles WHERE seen_at < ${before}`.execute(connection);
}
