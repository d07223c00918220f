import type { ApprovalSubject } from '#contract/case';
import type { CaseFact } from '#contract/case-clock';
import type { RecordKind } from '#contract/case-forms';
import { insertRecords } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { createLastWrite } from '#platform/database/transaction';
import type { ClockedCase, HasCome, MarkedClock, MovedClock, NewClock, RunningClock } from '../clock.ts';

export type StoredClock = NewClock & { id: string; caseId: string };
const NEW_CLOCK = {
  id: 'id',
  caseId: 'case_id',
  rule: 'rule',
  subjectId: 'subject_id',
  startedAt: 'started_at',
  halfAt: 'half_at',
  dueAt: 'due_at',
  provinceAt: 'province_at',
  pausedAt: 'paused_at',
} as const;

/** Clocks of a case that was just opened: nobody reads them in this transaction, so they are written with its last rows. */
export const addFirstClock = createLastWrite<StoredClock>(
  'case_clocks',
  (clocks) => sql`INSERT INTO care.clocks ${insertRecords('care.clocks', NEW_CLOCK, clocks)}`,
);

/** Starts clocks; one that another transaction has started meanwhile stays as it is. */
export async function insertClocks(tx: Connection, clocks: readonly StoredClock[]): Promise<void> {
  if (clocks.length === 0) return;
  await sql`INSERT INTO care.clocks ${insertRecords('care.clocks', NEW_CLOCK, clocks)}
    ON CONFLICT (case_id, rule, coalesce(subject_id, case_id)) WHERE stopped_at IS NULL DO NOTHING`.execute(tx);
}

export async function stopClocks(
  tx: Connection,
  stopped: readonly { id: string; by: CaseFact }[],
  at: Date,
): Promise<void> {
  if (stopped.length === 0) return;
  const [ids, causes] = [stopped.map(({ id }) => id), stopped.map(({ by }) => by)];
  await sql`UPDATE care.clocks AS clock SET stopped_at = ${at}, stopped_by = stopped.cause
    FROM unnest(${ids}::uuid[], ${causes}::text[]) AS stopped (id, cause)
    WHERE clock.id = stopped.id AND clock.stopped_at IS NULL`.execute(tx);
}

/** Other times for running clocks: the risk has changed, they stand still or go on. Marks that were set stay. */
export async function moveClocks(tx: Connection, moved: readonly MovedClock[]): Promise<void> {
  if (moved.length === 0) return;
  const list = JSON.stringify(
    moved.map(({ id, halfAt, dueAt, provinceAt, pausedAt, pausedMs }) => {
      return { id, half: halfAt, due: dueAt, province: provinceAt, paused: pausedAt, ms: pausedMs };
    }),
  );
  await sql`UPDATE care.clocks AS clock SET half_at = moved.half, due_at = moved.due, province_at = moved.province,
      paused_at = moved.paused, paused_ms = moved.ms
    FROM jsonb_to_recordset(${list}::jsonb)
      AS moved (id uuid, half timestamptz, due timestamptz, province timestamptz, paused timestamptz, ms bigint)
    WHERE clock.id = moved.id AND clock.stopped_at IS NULL`.execute(tx);
}

/** What a step of a case needs to be read by the clocks; undefined for whoever may not see the whole case. */
export type ClockState = ClockedCase & {
  workerId: string | null;
  holdUntil: string | null;
  running: (Pick<RunningClock, 'id' | 'rule' | 'subjectId' | 'pausedMs'> & {
    startedAt: string;
    halfAt: string | null;
    dueAt: string;
    provinceAt: string | null;
    pausedAt: string | null;
  })[];
  form: { kind: RecordKind; body: Record<string, unknown> } | null;
  approvalSubject: ApprovalSubject | null;
  plan: { body: Record<string, unknown> } | null;
};

export function findClockState(
  connection: Connection,
  caseId: string,
  subjectId: string | null,
): Promise<ClockState | undefined> {
  return findRow(
    connection,
    sql<ClockState>`SELECT risk, is_minor AS "isMinor", incident_type AS "incidentType", worker_id AS "workerId",
        to_json(hold_until) AS "holdUntil",
        (SELECT coalesce(json_agg(json_build_object('id', id, 'rule', rule, 'subjectId', subject_id,
            'startedAt', started_at, 'halfAt', half_at, 'dueAt', due_at, 'provinceAt', province_at,
            'pausedAt', paused_at, 'pausedMs', paused_ms)), '[]')
          FROM care.clocks WHERE case_id = mine.id AND stopped_at IS NULL) AS running,
        (SELECT json_build_object('kind', kind, 'body', body) FROM care.case_records
          WHERE id = ${subjectId} AND case_id = mine.id) AS form,
        (SELECT subject FROM care.approvals WHERE id = ${subjectId} AND case_id = mine.id) AS "approvalSubject",
        (SELECT json_build_object('body', body) FROM care.case_records WHERE id = (SELECT record_id FROM care.approvals
          WHERE id = ${subjectId} AND case_id = mine.id AND subject = 'plan')) AS plan
      FROM care.cases AS mine WHERE id = ${caseId}`,
  );
}

/** The running clocks of a case as they are decided on. */
export function readRunning({ running }: Pick<ClockState, 'running'>): RunningClock[] {
  const read = (time: string | null): Date | null => (time === null ? null : new Date(time));
  return running.map(({ startedAt, halfAt, dueAt, provinceAt, pausedAt, ...clock }) => ({
    ...clock,
    ...{ startedAt: new Date(startedAt), halfAt: read(halfAt), dueAt: new Date(dueAt) },
    ...{ provinceAt: read(provinceAt), pausedAt: read(pausedAt) },
  }));
}

export type DueClock = MarkedClock & {
  id: string;
  caseId: string;
  rule: string;
  subjectId: string | null;
  agencyId: string;
  workerId: string | null;
};

export type SetMarks = HasCome & { id: string };

/**
 * Takes clocks of which a mark has come, in any number of processes. The cases are taken with them, and what somebody else
 * is just working on is left for the next call: nothing waits, so nothing waits in a circle.
 */
export function takeDueClocks(tx: Connection, now: Date, limit: number): Promise<DueClock[]> {
  return rows(
    tx,
    sql<DueClock>`SELECT clock.id, clock.case_id AS "caseId", clock.rule, clock.subject_id AS "subjectId",
        clock.half_at AS "halfAt", clock.due_at AS "dueAt", clock.province_at AS "provinceAt",
        clock.reminded_at AS "remindedAt", clock.passed_at AS "passedAt", clock.province_told_at AS "provinceToldAt",
        mine.agency_id AS "agencyId", mine.worker_id AS "workerId"
      FROM care.clocks AS clock JOIN care.cases AS mine ON mine.id = clock.case_id
      WHERE clock.stopped_at IS NULL AND clock.paused_at IS NULL AND (clock.half_at <= ${now} AND clock.reminded_at IS NULL
        OR clock.due_at <= ${now} AND clock.passed_at IS NULL
        OR clock.province_at <= ${now} AND clock.province_told_at IS NULL)
      ORDER BY clock.due_at, clock.id LIMIT ${limit} FOR UPDATE OF clock, mine SKIP LOCKED`,
  );
}

/** Sets what has come of clocks that were taken; what is set is never set again. */
export async function setMarks(tx: Connection, marked: readonly SetMarks[], at: Date): Promise<void> {
  if (marked.length === 0) return;
  await sql`UPDATE care.clocks AS clock SET
      reminded_at = CASE WHEN has_come.half THEN coalesce(reminded_at, ${at}) ELSE reminded_at END,
      passed_at = CASE WHEN has_come.due THEN coalesce(passed_at, ${at}) ELSE passed_at END,
      province_told_at = CASE WHEN has_come.province THEN coalesce(province_told_at, ${at}) ELSE province_told_at END
    FROM jsonb_to_recordset(${JSON.stringify(marked)}::jsonb)
      AS has_come (id uuid, half boolean, due boolean, province boolean)
    WHERE clock.id = has_come.id`.execute(tx);
}

export type CaseClockRow = Omit<StoredClock, 'caseId'> & { passedAt: Date | null };

/** Running clocks of a case, the next one first. */
export function listRunningClocks(connection: Connection, caseId: string): Promise<CaseClockRow[]> {
  return rows(
    connection,
    sql<CaseClockRow>`SELECT id, rule, subject_id AS "subjectId", started_at AS "startedAt", half_at AS "halfAt",
        due_at AS "dueAt", province_at AS "provinceAt", paused_at AS "pausedAt", passed_at AS "passedAt"
      FROM care.clocks WHERE case_id = ${caseId} AND stopped_at IS NULL ORDER BY due_at, rule, id`,
  );
}
