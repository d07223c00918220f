import type { Post, Turn } from '#contract/duty';
import type { ThaiDay } from '#contract/thai-day';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

export type PatternRow = {
  id: string;
  agencyId: string;
  personId: string;
  post: Post;
  firstDay: ThaiDay;
  untilDay: ThaiDay | null;
  cycleDays: number;
  turns: Turn[];
  generatedUntil: ThaiDay;
  endedAt: Date | null;
};

const columns = sql`id, agency_id AS "agencyId", person_id AS "personId", post, first_date::text AS "firstDay",
  until_date::text AS "untilDay", cycle_days AS "cycleDays", turns, generated_until::text AS "generatedUntil",
  ended_at AS "endedAt"`;

export async function insertPattern(tx: Connection, pattern: PatternRow, now: Date): Promise<void> {
  const { id, agencyId, personId, post, firstDay, untilDay, cycleDays, turns, generatedUntil } = pattern;
  await sql`INSERT INTO duty.patterns
      (id, agency_id, person_id, post, first_date, until_date, cycle_days, turns, generated_until, created_at)
    VALUES (${id}, ${agencyId}, ${personId}, ${post}, ${firstDay}::date, ${untilDay}::date, ${cycleDays},
      ${JSON.stringify(turns)}::jsonb, ${generatedUntil}::date, ${now})`.execute(tx);
}

/** Patterns of these agencies that have not ended. */
export function listPatternsOf(connection: Connection, agencyIds: readonly string[]): Promise<PatternRow[]> {
  return rows(
    connection,
    sql<PatternRow>`SELECT ${columns} FROM duty.patterns
      WHERE agency_id = ANY(${agencyIds}::uuid[]) AND ended_at IS NULL ORDER BY created_at, id`,
  );
}

/** Locks one for its end. */
export function lockPattern(tx: Connection, id: string): Promise<PatternRow | undefined> {
  return findRow(tx, sql<PatternRow>`SELECT ${columns} FROM duty.patterns WHERE id = ${id} FOR UPDATE`);
}

/** Locks patterns whose shifts are not generated that far yet; other processes take others. */
export function lockPatternsToExtend(tx: Connection, until: ThaiDay, limit: number): Promise<PatternRow[]> {
  return rows(
    tx,
    sql<PatternRow>`SELECT ${columns} FROM duty.patterns WHERE ended_at IS NULL AND generated_until < ${until}::date
        AND (until_date IS NULL OR generated_until < until_date)
      ORDER BY generated_until, id LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
}

export async function saveGeneratedUntil(tx: Connection, id: string, until: ThaiDay): Promise<void> {
  await sql`UPDATE duty.patterns SET generated_until = ${until}::date WHERE id = ${id}`.execute(tx);
}

/** Ends a pattern; returns the ids of its shifts that have not begun. */
export async function endPatternRow(tx: Connection, id: string, now: Date): Promise<string[]> {
  await sql`UPDATE duty.patterns SET ended_at = ${now} WHERE id = ${id} AND ended_at IS NULL`.execute(tx);
  const ahead = await rows(
    tx,
    sql<{ id: string }>`SELECT id FROM duty.shifts
      WHERE pattern_id = ${id} AND starts_at > ${now} AND cancelled_at IS NULL`,
  );
  return ahead.map((shift) => shift.id);
}

/** Ends the patterns of somebody who no longer serves there. */
export async function endPatternsOf(
  tx: Connection,
  { personId, agencyId, now }: { personId: string; agencyId: string; now: Date },
): Promise<void> {
  await sql`UPDATE duty.patterns SET ended_at = ${now}
    WHERE person_id = ${personId} AND agency_id = ${agencyId} AND ended_at IS NULL`.execute(tx);
}
