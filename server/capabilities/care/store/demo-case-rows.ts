import { type Connection, rows, sql } from '#platform/database/database';

/** Which of these invented cases are there already. */
export async function listKnownCases(connection: Connection, ids: string[]): Promise<Set<string>> {
  const found = await rows(connection, sql<{ id: string }>`SELECT id FROM care.cases WHERE id = ANY(${ids}::uuid[])`);
  return new Set(found.map(({ id }) => id));
}

/** What is late in the invented cases was said long ago: the first start calls nobody. */
export async function markLateAsSaid(tx: Connection, caseIds: string[], now: Date): Promise<void> {
  await sql`UPDATE care.clocks SET reminded_at = half_at, passed_at = due_at,
      province_told_at = CASE WHEN province_at <= ${now} THEN province_at END
    WHERE case_id = ANY(${caseIds}::uuid[]) AND due_at <= ${now}`.execute(tx);
}
