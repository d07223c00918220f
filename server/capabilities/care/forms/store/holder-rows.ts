import type { NeedHolder } from '#contract/referral';
import { type Columns, insertColumns } from '#platform/database/columns';
import { type Connection, findRow, getRow, sql } from '#platform/database/database';

export type NeedHolding = {
  needId: string;
  kind: NeedHolder;
  holderId: string;
  /** Of an own service. */
  serviceCode: string | null;
  since: Date;
  byPersonId: string | null;
};

const HOLDING = {
  needId: 'need_id',
  kind: 'kind',
  holderId: 'holder_id',
  serviceCode: 'service_code',
  since: 'since',
  byPersonId: 'by_person_id',
} as const satisfies Columns<NeedHolding>;

/** Locks an open need, so that it can't end while somebody takes it. @returns false when it has ended or is not theirs */
export async function lockOpenNeed(tx: Connection, needId: string): Promise<boolean> {
  const need = await findRow(
    tx,
    sql<{ id: string }>`SELECT id FROM care.needs WHERE id = ${needId} AND outcome IS NULL FOR UPDATE`,
  );
  return need !== undefined;
}

/** @returns false when somebody else holds it already */
export async function insertHolding(tx: Connection, holding: NeedHolding): Promise<boolean> {
  const held = await findRow(
    tx,
    sql<{ id: string }>`INSERT INTO care.need_holders ${insertColumns(HOLDING, holding)}
      ON CONFLICT (need_id) DO NOTHING RETURNING need_id AS id`,
  );
  return held !== undefined;
}

/** @returns false when this does not hold it (any more) */
export async function removeHolding(tx: Connection, needId: string, holderId: string): Promise<boolean> {
  const { released } = await getRow(
    tx,
    sql<{ released: boolean }>`SELECT care.release_need(${needId}, ${holderId}) AS released`,
  );
  return released;
}

export async function removeHoldings(
  tx: Connection,
  held: readonly { needId: string; holderId: string }[],
): Promise<void> {
  await sql`SELECT care.release_need(held.need_id, held.holder_id) FROM unnest(
      ${held.map(({ needId }) => needId)}::uuid[], ${held.map(({ holderId }) => holderId)}::uuid[])
    AS held (need_id, holder_id)`.execute(tx);
}
