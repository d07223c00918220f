import type { CheckLevel, CheckResult } from '#contract/help';
import { type Columns, insertRecords, selectColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

export type HelpCheck = {
  id: string;
  requestId: string;
  level: CheckLevel;
  checkerIds: string[];
  askedAt: Date;
  dueAt: Date;
  result: CheckResult | null;
  reason: string | null;
  byPersonId: string | null;
  decidedAt: Date | null;
};
const CHECK = {
  id: 'id',
  requestId: 'request_id',
  level: 'level',
  checkerIds: 'checker_ids',
  askedAt: 'asked_at',
  dueAt: 'due_at',
  result: 'result',
  reason: 'reason',
  byPersonId: 'by_person_id',
  decidedAt: 'decided_at',
} as const satisfies Columns<HelpCheck>;
const CHECK_COLUMNS = selectColumns(CHECK);

export async function insertChecks(tx: Connection, checks: readonly HelpCheck[]): Promise<void> {
  await sql`INSERT INTO help.checks ${insertRecords('help.checks', CHECK, checks)}`.execute(tx);
}

export function listChecks(connection: Connection, requestIds: string[]): Promise<HelpCheck[]> {
  return rows(
    connection,
    sql<HelpCheck>`SELECT ${CHECK_COLUMNS} FROM help.checks WHERE request_id = ANY(${requestIds}::uuid[])
      ORDER BY asked_at, level DESC`,
  );
}

/** What this person is asked to check, the most urgent first. */
export function listOpenChecksOf(connection: Connection, personId: string, limit: number): Promise<HelpCheck[]> {
  return rows(
    connection,
    sql<HelpCheck>`SELECT ${CHECK_COLUMNS} FROM help.checks WHERE result IS NULL AND checker_ids @> ARRAY[${personId}::uuid]
      ORDER BY due_at, id LIMIT ${limit}`,
  );
}

export function findCheck(connection: Connection, id: string): Promise<HelpCheck | undefined> {
  return findRow(connection, sql<HelpCheck>`SELECT ${CHECK_COLUMNS} FROM help.checks WHERE id = ${id}`);
}

/** Decides what nobody has decided yet. @returns false when somebody has */
export async function saveCheck(
  tx: Connection,
  { id, result, reason, byPersonId, decidedAt }: HelpCheck,
): Promise<boolean> {
  const saved = await findRow(
    tx,
    sql<{ id: string }>`UPDATE help.checks SET result = ${result}, reason = ${reason}, by_person_id = ${byPersonId},
        decided_at = ${decidedAt} WHERE id = ${id} AND result IS NULL RETURNING id`,
  );
  return saved !== undefined;
}

/** Who is still asked. */
export async function saveCheckers(tx: Connection, id: string, checkerIds: string[]): Promise<void> {
  await sql`UPDATE help.checks SET checker_ids = ${checkerIds}::uuid[] WHERE id = ${id}`.execute(tx);
}

/** What was not answered in time; the request of each is then locked before it is passed over. For the service. */
export function listOverdueChecks(connection: Connection, now: Date, limit: number): Promise<HelpCheck[]> {
  return rows(
    connection,
    sql<HelpCheck>`SELECT ${CHECK_COLUMNS} FROM help.checks WHERE result IS NULL AND due_at <= ${now}
      ORDER BY due_at LIMIT ${limit}`,
  );
}
