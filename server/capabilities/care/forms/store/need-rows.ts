import type { Domain } from '#contract/case-forms';
import type { NeedOutcome, NeedSaidBy } from '#contract/case-need';
import { type Columns, insertRecords, selectColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

export type Need = {
  id: string;
  caseId: string;
  code: Domain;
  openedAt: Date;
  recordId: string | null;
  outcome: NeedOutcome | null;
  outcomeSaidBy: NeedSaidBy | null;
  outcomeAt: Date | null;
};
export type NewNeed = Pick<Need, 'id' | 'caseId' | 'code' | 'openedAt' | 'recordId'> & { openedByPersonId: string };

const OPENED = {
  id: 'id',
  caseId: 'case_id',
  code: 'code',
  openedAt: 'opened_at',
  recordId: 'record_id',
} as const;
const NEW_NEED = { ...OPENED, openedByPersonId: 'opened_by_person_id' } as const;
const NEED = {
  ...OPENED,
  outcome: 'outcome',
  outcomeSaidBy: 'outcome_said_by',
  outcomeAt: 'outcome_at',
} as const satisfies Columns<Need>;
const NEED_COLUMNS = selectColumns(NEED);

export function listNeeds(connection: Connection, caseId: string): Promise<Need[]> {
  return rows(
    connection,
    sql<Need>`SELECT ${NEED_COLUMNS} FROM care.needs WHERE case_id = ${caseId} ORDER BY opened_at, code`,
  );
}

/** Opens needs; of two at once for the same thing one is opened. @returns those that were */
export function insertNeeds(tx: Connection, needs: readonly NewNeed[]): Promise<{ id: string; code: Domain }[]> {
  if (needs.length === 0) return Promise.resolve([]);
  return rows(
    tx,
    sql<{ id: string; code: Domain }>`INSERT INTO care.needs ${insertRecords('care.needs', NEW_NEED, needs)}
      ON CONFLICT (case_id, code) WHERE outcome IS NULL DO NOTHING RETURNING id, code`,
  );
}

export function findNeed(connection: Connection, caseId: string, id: string): Promise<Need | undefined> {
  return findRow(
    connection,
    sql<Need>`SELECT ${NEED_COLUMNS} FROM care.needs WHERE case_id = ${caseId} AND id = ${id}`,
  );
}

/** @returns false when it has an outcome already */
export async function endNeedRow(
  tx: Connection,
  id: string,
  ended: { outcome: NeedOutcome; saidBy: NeedSaidBy; at: Date; byPersonId: string | null },
): Promise<boolean> {
  const updated = await findRow(
    tx,
    sql<{ id: string }>`UPDATE care.needs SET outcome = ${ended.outcome}, outcome_said_by = ${ended.saidBy},
        outcome_at = ${ended.at}, outcome_by_person_id = ${ended.byPersonId}
      WHERE id = ${id} AND outcome IS NULL RETURNING id`,
  );
  return updated !== undefined;
}

/** @returns what is needed; nothing where it has no outcome, or another open need of the case says the same */
export async function reopenNeedRow(tx: Connection, id: string): Promise<Domain | undefined> {
  const reopened = await findRow(
    tx,
    sql<{ code: Domain }>`UPDATE care.needs AS mine SET outcome = NULL, outcome_said_by = NULL, outcome_at = NULL,
        outcome_by_person_id = NULL
      WHERE mine.id = ${id} AND mine.outcome IS NOT NULL AND NOT EXISTS (SELECT FROM care.needs AS other
        WHERE other.case_id = mine.case_id AND other.code = mine.code AND other.outcome IS NULL)
      RETURNING mine.code`,
  );
  return reopened?.code;
}
