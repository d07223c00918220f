import type { NewSimulation, Simulation, SimulationList, SimulationResult, Staffing } from '#contract/staffing';
import { type Connection, findRow, getRow, type RawBuilder, rows, sql } from '#platform/database/database';
import type { StaffingModel } from '../staffing-model.ts';

export type StoredSimulation = {
  id: string;
  province: string;
  askedByPersonId: string;
  askedAt: Date;
  asked: NewSimulation;
  staffing: Staffing;
  state: Simulation['state'];
  result: SimulationResult | null;
  proposedTo: string[];
};
export type WaitingSimulation = Pick<StoredSimulation, 'id' | 'asked' | 'staffing' | 'result'> & {
  model: StaffingModel;
};

const COLUMNS = sql.raw(`id, province_code AS province, asked_by_person_id AS "askedByPersonId", asked_at AS "askedAt",
  asked, staffing, state, result, proposed_to AS "proposedTo"`);

export async function insertSimulation(
  tx: Connection,
  one: Pick<StoredSimulation, 'id' | 'province' | 'askedByPersonId' | 'askedAt' | 'asked' | 'staffing'> & {
    model: StaffingModel;
  },
): Promise<void> {
  await sql`INSERT INTO insight.simulations (id, province_code, asked_by_person_id, asked_at, asked, staffing, model)
    VALUES (${one.id}, ${one.province}, ${one.askedByPersonId}, ${one.askedAt}, ${JSON.stringify(one.asked)}::jsonb,
      ${JSON.stringify(one.staffing)}::jsonb, ${JSON.stringify(one.model)}::jsonb)`.execute(tx);
}

export async function countWaiting(connection: Connection, personId: string): Promise<number> {
  const { n } = await getRow(
    connection,
    sql<{ n: number }>`SELECT count(*)::int AS n FROM insight.simulations
      WHERE asked_by_person_id = ${personId} AND state = 'waiting'`,
  );
  return n;
}

export function findSimulation(connection: Connection, id: string): Promise<StoredSimulation | undefined> {
  return findRow(connection, sql<StoredSimulation>`SELECT ${COLUMNS} FROM insight.simulations WHERE id = ${id}`);
}

/** The same, and nobody else changes it until the end of the transaction. */
export function lockSimulation(tx: Connection, id: string): Promise<StoredSimulation | undefined> {
  return findRow(tx, sql<StoredSimulation>`SELECT ${COLUMNS} FROM insight.simulations WHERE id = ${id} FOR UPDATE`);
}

/** A simulation without what it rests on. */
export type SimulationLine = Pick<StoredSimulation, 'id' | 'province' | 'askedByPersonId' | 'askedAt' | 'state'> &
  Pick<NewSimulation, 'question' | 'target'> & { result: SimulationList['simulations'][number]['result'] };

/** The newest first; ids are made in the order of time. */
export function listSimulationLines(
  connection: Connection,
  { provinces, after, limit }: { provinces: readonly string[] | null; after: string | null; limit: number },
): Promise<SimulationLine[]> {
  return rows(
    connection,
    sql<SimulationLine>`SELECT id, province_code AS province, asked_by_person_id AS "askedByPersonId", asked_at AS "askedAt", state,
        asked -> 'question' AS question, asked -> 'target' AS target,
        CASE WHEN result IS NOT NULL THEN jsonb_build_object('outcome', result -> 'outcome',
          'before', result #> '{before,within}', 'after', result #> '{after,within}', 'change', result -> 'change',
          'hoursBefore', result #> '{units,hoursBefore}', 'hoursAfter', result #> '{units,hoursAfter}') END AS result
      FROM insight.simulations
      WHERE (${provinces}::text[] IS NULL OR province_code = ANY(${provinces}::text[]))
        AND (${after}::uuid IS NULL OR id < ${after}::uuid)
      ORDER BY id DESC LIMIT ${limit}`,
  );
}

/** Is there one to answer? */
export function findWaiting(): RawBuilder<unknown> {
  return sql`SELECT 1 FROM insight.simulations WHERE state = 'waiting' ORDER BY asked_at LIMIT 1`;
}

/** The oldest that nobody is at; ours until the end of the transaction, however it ends. */
export function lockWaiting(tx: Connection): Promise<WaitingSimulation | undefined> {
  return findRow(
    tx,
    sql<WaitingSimulation>`SELECT id, asked, staffing, result, model FROM insight.simulations
      WHERE state = 'waiting' ORDER BY asked_at LIMIT 1 FOR UPDATE SKIP LOCKED`,
  );
}

export async function saveResult(
  tx: Connection,
  { id, result, state }: Pick<StoredSimulation, 'id' | 'result' | 'state'>,
): Promise<void> {
  await sql`UPDATE insight.simulations SET state = ${state}, result = ${result === null ? null : JSON.stringify(result)}::jsonb
    WHERE id = ${id}`.execute(tx);
}

export async function noteProposal(tx: Connection, id: string, agencyId: string): Promise<void> {
  await sql`UPDATE insight.simulations SET proposed_to = array_append(proposed_to, ${agencyId}::uuid)
    WHERE id = ${id} AND NOT ${agencyId}::uuid = ANY(proposed_to)`.execute(tx);
}

export async function deleteOldSimulations(connection: Connection, before: Date): Promise<number> {
  const gone = await rows(connection, sql`DELETE FROM insight.simulations WHERE asked_at < ${before} RETURNING 1`);
  return gone.length;
}
