import type { FamilyTimelineKind } from '#contract/self-reliance';
import { type Columns, insertColumns, insertRecords, selectColumns, updateColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { createLastWrite, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { FamilyPlan, NewFamilyPlan } from '../family-plan.ts';

const KEPT = { id: 'id', caseId: 'case_id', startedAt: 'started_at' } as const;
const CHANGING = {
  version: 'version',
  householdId: 'household_id',
  status: 'status',
  statusSince: 'status_since',
  agreedOn: 'agreed_on',
  agreedBy: 'agreed_by',
  agreedHow: 'agreed_how',
  scheduleFrom: 'schedule_from',
  nextMonth: 'next_month',
  nextMeasureOn: 'next_measure_on',
  remindedAt: 'reminded_at',
  lateToldAt: 'late_told_at',
  provinceToldAt: 'province_told_at',
  graduatedAt: 'graduated_at',
  relapses: 'relapses',
  endedAt: 'ended_at',
  endReason: 'end_reason',
  endNote: 'end_note',
  updatedAt: 'updated_at',
} as const satisfies Columns<Omit<FamilyPlan, keyof typeof KEPT | 'code'>>;
const NEW_PLAN = { ...KEPT, ...CHANGING, buddhistYear: 'buddhist_year' } as const satisfies Columns<NewFamilyPlan>;
/** Days are read as text: the driver would make moments of them. */
const PLAN = {
  ...KEPT,
  ...CHANGING,
  code: 'code',
  agreedOn: 'agreed_on::text',
  scheduleFrom: 'schedule_from::text',
  nextMeasureOn: 'next_measure_on::text',
} as const;
const PLAN_COLUMNS = selectColumns(PLAN);

/** @returns false when the case or its household has an open plan already */
export async function insertPlan(tx: Connection, plan: NewFamilyPlan): Promise<boolean> {
  const inserted = await findRow(
    tx,
    sql<{ id: string }>`INSERT INTO self_reliance.plans ${insertColumns(NEW_PLAN, plan)}
      ON CONFLICT DO NOTHING RETURNING id`,
  );
  return inserted !== undefined;
}

/** The newest plan of a case, locked until the transaction ends: of two who decide at once, one waits here. */
export function findPlanForChange(tx: Connection, caseId: string): Promise<FamilyPlan | undefined> {
  return findRow(
    tx,
    sql<FamilyPlan>`SELECT ${PLAN_COLUMNS} FROM self_reliance.plans WHERE case_id = ${caseId}
      ORDER BY ended_at IS NULL DESC, started_at DESC LIMIT 1 FOR UPDATE`,
  );
}

/** All plans of a case, the open one or the newest first. */
export function listPlansOfCase(connection: Connection, caseId: string): Promise<FamilyPlan[]> {
  return rows(
    connection,
    sql<FamilyPlan>`SELECT ${PLAN_COLUMNS} FROM self_reliance.plans WHERE case_id = ${caseId}
      ORDER BY ended_at IS NULL DESC, started_at DESC LIMIT 20`,
  );
}

export function listPlansById(connection: Connection, ids: string[]): Promise<FamilyPlan[]> {
  return rows(
    connection,
    sql<FamilyPlan>`SELECT ${PLAN_COLUMNS} FROM self_reliance.plans WHERE id = ANY(${ids}::uuid[])`,
  );
}

/** The open plan of a household, as far as the actor may see it. */
export function findPlanOfHousehold(connection: Connection, householdId: string): Promise<FamilyPlan | undefined> {
  return findRow(
    connection,
    sql<FamilyPlan>`SELECT ${PLAN_COLUMNS} FROM self_reliance.plans
      WHERE household_id = ${householdId} AND ended_at IS NULL`,
  );
}

export async function updatePlan(tx: Connection, plan: FamilyPlan): Promise<void> {
  await sql`UPDATE self_reliance.plans SET ${updateColumns(CHANGING, plan)} WHERE id = ${plan.id}`.execute(tx);
}

export type FamilyEntryRow = {
  id: string;
  planId: string;
  at: Date;
  kind: FamilyTimelineKind;
  by: { id: string; name: string } | null;
  details: Readonly<Record<string, string | number | boolean | null>>;
};
const ENTRY = { id: 'id', planId: 'plan_id', at: 'at', kind: 'kind', by: 'by', details: 'details' } as const;

const addEntry = createLastWrite<FamilyEntryRow>(
  'family_entries',
  (entries) => sql`INSERT INTO self_reliance.timeline ${insertRecords('self_reliance.timeline', ENTRY, entries)}`,
);

/** Adds an entry to the timeline right before the commit. */
export function appendFamilyTimeline(work: Work, entry: Omit<FamilyEntryRow, 'id'>): void {
  addEntry(work, { id: newId(), ...entry });
}

export function listFamilyTimeline(connection: Connection, planId: string): Promise<FamilyEntryRow[]> {
  return rows(
    connection,
    sql<FamilyEntryRow>`SELECT id, plan_id AS "planId", at, kind, by, details FROM self_reliance.timeline
      WHERE plan_id = ${planId} ORDER BY at, id`,
  );
}
