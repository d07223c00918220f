import type { Dimension } from '#contract/family-indicators';
import type { AdministrativePlace } from '#contract/jurisdiction';
import { type Connection, rows, sql } from '#platform/database/database';

/** A plan in a list, with whose case it is. */
export type ListedPlan = {
  planId: string;
  caseId: string;
  caseCode: string;
  agencyId: string;
  workerId: string | null;
  isMinor: boolean;
  personName: string | null;
  place: AdministrativePlace;
};

/** Of a worker, waiting for a decision in these agencies, or all that the actor may see. */
export function listVisiblePlans(
  connection: Connection,
  choice: { workerId: string | null; agencyIds: string[] | null; isEnded: boolean; limit: number },
): Promise<ListedPlan[]> {
  const { workerId, agencyIds, isEnded, limit } = choice;
  return rows(
    connection,
    sql<ListedPlan>`SELECT plan_id AS "planId", case_id AS "caseId", case_code AS "caseCode", agency_id AS "agencyId",
        worker_id AS "workerId", is_minor AS "isMinor", person_name AS "personName", place
      FROM self_reliance.list_plans(${workerId}::uuid, ${agencyIds}::uuid[], ${isEnded}, ${limit})`,
  );
}

export async function countOpenGoalsOf(connection: Connection, planIds: string[]): Promise<Map<string, number>> {
  const found = await rows(
    connection,
    sql<{ planId: string; open: number }>`SELECT plan_id AS "planId", count(*)::integer AS open FROM self_reliance.goals
      WHERE plan_id = ANY(${planIds}::uuid[]) AND ended_at IS NULL GROUP BY plan_id`,
  );
  return new Map(found.map(({ planId, open }) => [planId, open]));
}

export type CountedAgency = {
  agencyId: string;
  onTheWay: number;
  waiting: number;
  monitoring: number;
  late: number;
  started: number;
  graduated: number;
  sustained: number;
  relapsed: number;
  stopped: number;
};

/** Where the families of each agency are, and the steps they made in this time. */
export function countPlans(
  connection: Connection,
  { today, since, before }: { today: string; since: Date; before: Date },
): Promise<CountedAgency[]> {
  return rows(
    connection,
    sql<CountedAgency>`SELECT agency_id AS "agencyId", on_the_way AS "onTheWay", waiting, monitoring, late, started,
        graduated, sustained, relapsed, stopped
      FROM self_reliance.count_plans(${today}::date, ${since}, ${before})`,
  );
}

/** Why plans were stopped in this time; only those that the actor may see. */
export function countStopReasons(
  connection: Connection,
  { since, before }: { since: Date; before: Date },
): Promise<{ reason: string; families: number }[]> {
  return rows(
    connection,
    sql<{ reason: string; families: number }>`SELECT end_reason AS reason, count(*)::integer AS families
      FROM self_reliance.plans WHERE status = 'stopped' AND ended_at >= ${since} AND ended_at < ${before}
      GROUP BY end_reason ORDER BY 2 DESC, 1`,
  );
}

export function countChanges(
  connection: Connection,
): Promise<{ dimension: Dimension; families: number; first: number; last: number }[]> {
  return rows(
    connection,
    sql<{ dimension: Dimension; families: number; first: number; last: number }>`SELECT dimension, families, first, last
      FROM self_reliance.count_changes()`,
  );
}
