import { type Columns, insertColumns, selectColumns } from '#platform/database/columns';
import { type Connection, getRow, rows, sql } from '#platform/database/database';
import type { Measurement } from '../family-plan.ts';

const MEASUREMENT = {
  id: 'id',
  planId: 'plan_id',
  number: 'number',
  kind: 'kind',
  month: 'month',
  measuredOn: 'measured_on',
  how: 'how',
  members: 'members',
  monthlyIncome: 'monthly_income',
  answers: 'answers',
  scores: 'scores',
  toolVersion: 'tool_version',
  meetsCriteria: 'meets_criteria',
  note: 'note',
  byPersonId: 'by_person_id',
  at: 'at',
  planBefore: 'plan_before',
} as const satisfies Columns<Measurement>;
const READ = { ...MEASUREMENT, measuredOn: 'measured_on::text' } as const;
const COLUMNS = selectColumns(READ);

export async function insertMeasurement(tx: Connection, measurement: Measurement): Promise<void> {
  await sql`INSERT INTO self_reliance.measurements ${insertColumns(MEASUREMENT, measurement)}`.execute(tx);
}

/** Keeps a wrong measurement beside the others. @returns false for whoever may not work on its case */
export async function takeMeasurementBack(tx: Connection, id: string, reason: string, at: Date): Promise<boolean> {
  const taken = await getRow(
    tx,
    sql<{ isTaken: boolean }>`SELECT self_reliance.take_measurement_back(${id}, ${reason}, ${at}) AS "isTaken"`,
  );
  return taken.isTaken;
}

/** Everything that was measured of these families, in order. */
export function listMeasurements(connection: Connection, planIds: string[]): Promise<Measurement[]> {
  return rows(
    connection,
    sql<Measurement>`SELECT ${COLUMNS} FROM self_reliance.measurements WHERE plan_id = ANY(${planIds}::uuid[])
      ORDER BY plan_id, number`,
  );
}
