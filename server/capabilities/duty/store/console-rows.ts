import { type Connection, rows, sql } from '#platform/database/database';
import type { SeenConsole } from '../heartbeat.ts';

export async function saveConsole(connection: Connection, personId: string, now: Date): Promise<void> {
  await sql`INSERT INTO duty.consoles (person_id, seen_at) VALUES (${personId}, ${now})
    ON CONFLICT (person_id) DO UPDATE SET seen_at = greatest(consoles.seen_at, EXCLUDED.seen_at)`.execute(connection);
}

export function listConsoles(connection: Connection, personIds: readonly string[]): Promise<SeenConsole[]> {
  return rows(
    connection,
    sql<SeenConsole>`SELECT person_id AS "personId", seen_at AS "seenAt" FROM duty.consoles
      WHERE person_id = ANY(${personIds}::uuid[])`,
  );
}

/** Nobody needs older ones, and they are personal data. */
export async function deleteOldConsoles(connection: Connection, before: Date): Promise<void> {
  await sql`DELETE FROM duty.consoles WHERE seen_at < ${before}`.execute(connection);
}
