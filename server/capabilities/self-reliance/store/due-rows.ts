import type { ThaiDay } from '#contract/thai-day';
import { type Connection, getRow, rows, sql } from '#platform/database/database';

/** A plan whose next step is near or late. */
export type DuePlan = {
  id: string;
  caseId: string;
  dueOn: ThaiDay;
  remindedAt: Date | null;
  lateToldAt: Date | null;
  provinceToldAt: Date | null;
};

/** Plans of which somebody has not been told yet, locked; others are with another process. For the service. */
export function takeDuePlans(
  tx: Connection,
  {
    remindUntil,
    lateUntil,
    provinceUntil,
    firstDays,
    monitoringMonths,
    limit,
  }: {
    remindUntil: ThaiDay;
    lateUntil: ThaiDay;
    provinceUntil: ThaiDay;
    firstDays: number;
    monitoringMonths: number;
    limit: number;
  },
): Promise<DuePlan[]> {
  return rows(
    tx,
    sql<DuePlan>`SELECT id, case_id AS "caseId", self_reliance.due_on(plans, ${firstDays}, ${monitoringMonths})::text AS "dueOn",
        reminded_at AS "remindedAt", late_told_at AS "lateToldAt", province_told_at AS "provinceToldAt"
      FROM self_reliance.plans WHERE ended_at IS NULL
        AND (reminded_at IS NULL AND self_reliance.due_on(plans, ${firstDays}, ${monitoringMonths}) <= ${remindUntil}::date
          OR late_told_at IS NULL AND self_reliance.due_on(plans, ${firstDays}, ${monitoringMonths}) <= ${lateUntil}::date
          OR province_told_at IS NULL AND self_reliance.due_on(plans, ${firstDays}, ${monitoringMonths}) <= ${provinceUntil}::date)
      ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
}

/** Who was called, each once for a step. */
export async function setCalled(
  tx: Connection,
  called: readonly { id: string; reminded: boolean; late: boolean; province: boolean }[],
  at: Date,
): Promise<void> {
  await sql`UPDATE self_reliance.plans AS plan SET
      reminded_at = CASE WHEN said.reminded THEN coalesce(plan.reminded_at, ${at}) ELSE plan.reminded_at END,
      late_told_at = CASE WHEN said.late THEN coalesce(plan.late_told_at, ${at}) ELSE plan.late_told_at END,
      province_told_at = CASE WHEN said.province THEN coalesce(plan.province_told_at, ${at}) ELSE plan.province_told_at END
    FROM unnest(${called.map(({ id }) => id)}::uuid[], ${called.map(({ reminded }) => reminded)}::boolean[],
      ${called.map(({ late }) => late)}::boolean[], ${called.map(({ province }) => province)}::boolean[])
      AS said (id, reminded, late, province)
    WHERE plan.id = said.id`.execute(tx);
}

/** Decisions that are late and of which nobody was told again, marked as told. */
export function takeLateProposals(
  tx: Connection,
  now: Date,
  limit: number,
): Promise<{ planId: string; caseId: string; requestedByPersonId: string }[]> {
  return rows(
    tx,
    sql<{ planId: string; caseId: string; requestedByPersonId: string }>`UPDATE self_reliance.proposals AS proposal
      SET late_told_at = ${now}
      FROM (SELECT id FROM self_reliance.proposals WHERE decision IS NULL AND late_told_at IS NULL AND due_at <= ${now}
        ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED) AS late, self_reliance.plans AS plan
      WHERE proposal.id = late.id AND plan.id = proposal.plan_id
      RETURNING plan.id AS "planId", plan.case_id AS "caseId", proposal.requested_by_person_id AS "requestedByPersonId"`,
  );
}

/** Families that graduated and of whom nobody said that they were told. */
export function takeUntold(tx: Connection, before: Date, limit: number): Promise<{ id: string; caseId: string }[]> {
  return rows(
    tx,
    sql<{ id: string; caseId: string }>`SELECT id, case_id AS "caseId" FROM self_reliance.plans
      WHERE status = 'graduated' AND status_since <= ${before} ORDER BY id LIMIT ${limit} FOR UPDATE SKIP LOCKED`,
  );
}

/** @returns how many plans went with their case */
export async function forgetPlans(tx: Connection, most: number): Promise<number> {
  return (await getRow(tx, sql<{ gone: number }>`SELECT self_reliance.forget_plans(${most}) AS gone`)).gone;
}
