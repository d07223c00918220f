import { amongIds } from '#platform/database/among-ids';
import { type Columns, insertRecords, selectColumns } from '#platform/database/columns';
import { type Connection, type RawBuilder, rows, sql } from '#platform/database/database';
import { createLastWrite } from '#platform/database/transaction';
import type { RecipientsRow } from './recipients.ts';
import type { EscalationRun } from './run.ts';

export type Reason = 'unanswered' | 'eta-passed';
export type StoppedBy = 'answered' | 'ended' | 'restarted' | 'eta-changed';
export type RunRow = EscalationRun & {
  id: string;
  incidentId: string;
  reason: Reason;
  policyId: string | null;
  stoppedAt: Date | null;
  stoppedBy: StoppedBy | null;
};
export type StepExecutionRow = {
  id: string;
  runId: string;
  incidentId: string;
  step: number;
  repeat: number;
  dueAt: Date;
  executedAt: Date;
  recipients: RecipientsRow[];
  needsReporterUpdate: boolean;
};

/** A run as it begins. */
const BEGUN = {
  id: 'id',
  incidentId: 'incident_id',
  reason: 'reason',
  beganAt: 'began_at',
  policyId: 'policy_id',
  nextStep: 'next_step',
  repeats: 'repeats',
  advancedMs: 'advanced_ms',
  nextDueAt: 'next_due_at',
  ringingAgencyIds: 'ringing_agency_ids',
} as const satisfies Partial<Columns<RunRow>>;
const STOPPED = { stoppedAt: 'stopped_at', stoppedBy: 'stopped_by' } as const satisfies Columns<
  Omit<RunRow, keyof typeof BEGUN>
>;
const RUN_COLUMNS = selectColumns({ ...BEGUN, ...STOPPED });

const EXECUTION = {
  id: 'id',
  runId: 'run_id',
  incidentId: 'incident_id',
  step: 'step',
  repeat: 'repeat',
  dueAt: 'due_at',
  executedAt: 'executed_at',
  recipients: 'recipients',
  needsReporterUpdate: 'needs_reporter_update',
} as const satisfies Columns<StepExecutionRow>;
const EXECUTION_COLUMNS = selectColumns(EXECUTION);

/** Starts a run whose steps all come so much later; an active one with the same reason stays as it is. */
export async function insertRun(
  tx: Connection,
  run: { id: string; incidentId: string; reason: Reason; beganAt: Date; laterMs: number },
): Promise<void> {
  const dueAt = new Date(run.beganAt.getTime() + run.laterMs);
  await sql`INSERT INTO escalation.runs (id, incident_id, reason, began_at, advanced_ms, next_due_at)
    VALUES (${run.id}, ${run.incidentId}, ${run.reason}, ${run.beganAt}, ${-run.laterMs}, ${dueAt})
    ON CONFLICT DO NOTHING`.execute(tx);
}

export async function stopRuns(
  tx: Connection,
  incidentId: string,
  { by, at, reason }: { by: StoppedBy; at: Date; reason?: Reason | undefined },
): Promise<void> {
  const only = reason ? sql`AND reason = ${reason}` : sql``;
  await sql`UPDATE escalation.runs SET stopped_at = ${at}, stopped_by = ${by}
    WHERE incident_id = ${incidentId} AND stopped_at IS NULL ${only}`.execute(tx);
}

/** Locks runs with a due step until the transaction ends; skips those locked by another process. */
export function lockDueRuns(tx: Connection, now: Date, limit: number): Promise<RunRow[]> {
  return rows(
    tx,
    sql<RunRow>`SELECT ${RUN_COLUMNS} FROM escalation.runs WHERE stopped_at IS NULL AND next_due_at <= ${now}
      ORDER BY next_due_at LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
}

/** Finds a run with a due step. */
export const findDueRun = (now: Date): RawBuilder<unknown> =>
  sql`SELECT 1 FROM escalation.runs WHERE stopped_at IS NULL AND next_due_at <= ${now} ORDER BY next_due_at LIMIT 1`;

/** Finds a run that rings anywhere. */
export const findRingingRun = (): RawBuilder<unknown> =>
  sql`SELECT 1 FROM escalation.runs WHERE stopped_at IS NULL AND ringing_agency_ids <> '{}' ORDER BY next_due_at LIMIT 1`;

/** All agencies at which any run rings. */
export async function listRingingAgencies(connection: Connection): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ id: string }>`SELECT DISTINCT unnest(ringing_agency_ids)::text AS id FROM escalation.runs
      WHERE stopped_at IS NULL AND ringing_agency_ids <> '{}'`,
  );
  return found.map(({ id }) => id);
}

/** The same for runs in which every alerted agency has become unready. */
export function lockPassedOverRuns(
  tx: Connection,
  unreadyAgencyIds: string[],
  { limit }: { limit: number },
): Promise<RunRow[]> {
  return rows(
    tx,
    sql<RunRow>`SELECT ${RUN_COLUMNS} FROM escalation.runs WHERE stopped_at IS NULL AND ringing_agency_ids <> '{}'
        AND ringing_agency_ids <@ ${unreadyAgencyIds}::uuid[]
      LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
}

/** Begins a run whose first steps are executed in the same transaction; written last of all. */
export const addRun = createLastWrite<RunRow>(
  'runs',
  (runs) => sql`INSERT INTO escalation.runs ${insertRecords('escalation.runs', BEGUN, runs)}`,
);

/** Saves the progress of a run, last of all; `ringingAgencyIds` is empty if no step is left that could come earlier. */
export const addProgress = createLastWrite<RunRow>(
  'run_progress',
  (runs) => sql`UPDATE escalation.runs AS run SET policy_id = now."policyId", next_step = now."nextStep",
      repeats = now.repeats, advanced_ms = now."advancedMs", next_due_at = now."nextDueAt",
      ringing_agency_ids = now."ringingAgencyIds", stopped_at = now."stoppedAt", stopped_by = now."stoppedBy"
    FROM jsonb_to_recordset(${JSON.stringify(runs)}::jsonb) AS now (id uuid, "policyId" uuid, "nextStep" integer,
      repeats integer, "advancedMs" bigint, "nextDueAt" timestamptz, "ringingAgencyIds" uuid[], "stoppedAt" timestamptz,
      "stoppedBy" text)
    WHERE run.id = now.id`,
);

/** Records an executed step, last of all. The unique constraint refuses a second execution of the same step of a run. */
export const addExecution = createLastWrite<StepExecutionRow>(
  'executions',
  (executions) =>
    sql`INSERT INTO escalation.executions ${insertRecords('escalation.executions', EXECUTION, executions)}`,
);

/** The runs of an incident, newest first. */
export function listRuns(connection: Connection, incidentId: string): Promise<RunRow[]> {
  return rows(
    connection,
    sql<RunRow>`SELECT ${RUN_COLUMNS} FROM escalation.runs WHERE incident_id = ${incidentId} ORDER BY began_at DESC, id`,
  );
}

export function listStepExecutions(connection: Connection, runId: string): Promise<StepExecutionRow[]> {
  return rows(
    connection,
    sql<StepExecutionRow>`SELECT ${EXECUTION_COLUMNS} FROM escalation.executions WHERE run_id = ${runId} ORDER BY step, repeat`,
  );
}

/** Finds an execution of which reporters are still to be told. */
export const findReporterUpdate = (): RawBuilder<unknown> =>
  sql`SELECT 1 FROM escalation.executions WHERE needs_reporter_update ORDER BY executed_at LIMIT 1`;

/**
 * Takes the oldest executions of which reporters are still to be told: from then on they are told of, if the transaction
 * commits. Those that another process has locked are left to it.
 */
export async function takeReporterUpdates(tx: Connection, limit: number): Promise<StepExecutionRow[]> {
  const taken = await rows(
    tx,
    sql<StepExecutionRow>`WITH next AS MATERIALIZED (SELECT id FROM escalation.executions WHERE needs_reporter_update
        ORDER BY executed_at, step LIMIT ${limit} FOR UPDATE SKIP LOCKED)
      UPDATE escalation.executions SET needs_reporter_update = false WHERE id IN (SELECT id FROM next)
      RETURNING ${EXECUTION_COLUMNS}`,
  );
  return taken.sort((one, other) => one.executedAt.getTime() - other.executedAt.getTime() || one.step - other.step);
}

/** All executions of those of these runs that are still active. */
export function listExecutionsOfActiveRuns(tx: Connection, runIds: string[]): Promise<StepExecutionRow[]> {
  return rows(
    tx,
    sql<StepExecutionRow>`SELECT ${EXECUTION_COLUMNS} FROM escalation.executions WHERE run_id IN (
        SELECT id FROM escalation.runs WHERE id ${amongIds(runIds)} AND stopped_at IS NULL)
      ORDER BY step, repeat`,
  );
}

/** Those of these incidents that have no active run. */
export async function listWithoutRun(connection: Connection, incidentIds: string[]): Promise<string[]> {
  const found = await rows(
    connection,
    sql<{ id: string }>`SELECT id::text FROM unnest(${incidentIds}::uuid[]) AS one (id)
      WHERE NOT EXISTS (SELECT FROM escalation.runs WHERE incident_id = one.id AND stopped_at IS NULL
        AND reason = 'unanswered')`,
  );
  return found.map(({ id }) => id);
}

/** Whether people are being called for one of these incidents: a step was executed and nobody has answered. */
export async function isAnyRinging(connection: Connection, incidentIds: string[]): Promise<boolean> {
  const found = await rows(
    connection,
    sql`SELECT 1 FROM escalation.runs AS run JOIN escalation.executions AS step ON step.run_id = run.id
      WHERE run.incident_id = ANY(${incidentIds}::uuid[]) AND run.stopped_at IS NULL AND run.reason = 'unanswered' LIMIT 1`,
  );
  return found.length > 0;
}
