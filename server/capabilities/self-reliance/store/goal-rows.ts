import type { FamilyGoal } from '#contract/self-reliance';
import { type Columns, insertColumns, selectColumns } from '#platform/database/columns';
import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';

/** What a family wants to reach, and who does what for it. */
export type Goal = Omit<FamilyGoal, 'endedAt'> & {
  planId: string;
  addedByPersonId: string;
  addedAt: Date;
  endedByPersonId: string | null;
  endedAt: Date | null;
};

const GOAL = {
  id: 'id',
  planId: 'plan_id',
  dimension: 'dimension',
  indicator: 'indicator',
  targetLevel: 'target_level',
  what: 'what',
  responsible: 'responsible',
  who: 'who',
  dueOn: 'due_on',
  outcome: 'outcome',
  addedByPersonId: 'added_by_person_id',
  addedAt: 'added_at',
  endedByPersonId: 'ended_by_person_id',
  endedAt: 'ended_at',
} as const satisfies Columns<Goal>;
const READ = { ...GOAL, dueOn: 'due_on::text' } as const;
const COLUMNS = selectColumns(READ);

export async function insertGoal(tx: Connection, goal: Goal): Promise<void> {
  await sql`INSERT INTO self_reliance.goals ${insertColumns(GOAL, goal)}`.execute(tx);
}

export function listGoals(connection: Connection, planId: string): Promise<Goal[]> {
  return rows(
    connection,
    sql<Goal>`SELECT ${COLUMNS} FROM self_reliance.goals WHERE plan_id = ${planId} ORDER BY added_at, id`,
  );
}

export function findGoal(tx: Connection, planId: string, id: string): Promise<Goal | undefined> {
  return findRow(tx, sql<Goal>`SELECT ${COLUMNS} FROM self_reliance.goals WHERE plan_id = ${planId} AND id = ${id}`);
}

export async function countOpenGoals(connection: Connection, planId: string): Promise<number> {
  const { open } = await getRow(
    connection,
    sql<{ open: number }>`SELECT count(*)::integer AS open FROM self_reliance.goals
      WHERE plan_id = ${planId} AND ended_at IS NULL`,
  );
  return open;
}

/** Ends a goal that nobody has ended. @returns false when somebody has */
export async function endGoal(
  tx: Connection,
  { id, outcome, endedByPersonId, endedAt }: Pick<Goal, 'id' | 'outcome' | 'endedByPersonId' | 'endedAt'>,
): Promise<boolean> {
  const ended = await findRow(
    tx,
    sql<{ id: string }>`UPDATE self_reliance.goals SET outcome = ${outcome}, ended_by_person_id = ${endedByPersonId},
        ended_at = ${endedAt} WHERE id = ${id} AND ended_at IS NULL RETURNING id`,
  );
  return ended !== undefined;
}
