import { ON_THE_WAY } from '#contract/incident-status';
import { type Connection, type RawBuilder, rows, sql } from '#platform/database/database';

/** Incidents whose ETA has passed without arrival, not recorded yet. */
export async function listPassedEtas(connection: Connection, now: Date, limit: number): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ id: string }>`SELECT id::text FROM incident.incidents
      WHERE eta_at <= ${now} AND status = ANY(${[...ON_THE_WAY]}::text[])
        AND eta_at IS DISTINCT FROM eta_passed
      ORDER BY eta_at LIMIT ${limit}`,
  );
  return found.map(({ id }) => id);
}

/**
 * Finds one of these. The states stand in the text as in the index: with them as a value PostgreSQL could use it only by planning
 * the statement again each time.
 */
export const findPassedEta = (now: Date): RawBuilder<unknown> =>
  sql`SELECT 1 FROM incident.incidents WHERE eta_at <= ${now}
    AND status IN ('acknowledged', 'unit-assigned', 'en-route') AND eta_at IS DISTINCT FROM eta_passed
    ORDER BY eta_at LIMIT 1`;

/** Each ETA passes once. */
export async function markEtaPassed(tx: Connection, id: string): Promise<void> {
  await sql`UPDATE incident.incidents SET eta_passed = eta_at WHERE id = ${id}`.execute(tx);
}

/** Whether the passing of this ETA was recorded. */
export async function isEtaMarkedPassed(tx: Connection, id: string): Promise<boolean> {
  const found = await rows(
    tx,
    sql`SELECT 1 FROM incident.incidents WHERE id = ${id} AND eta_at IS NOT DISTINCT FROM eta_passed`,
  );
  return found.length > 0;
}
