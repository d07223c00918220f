import { type Connection, rows, sql } from '#platform/database/database';

/** Open cases of one owner and one worker (empty: nobody's), as far as the actor may see them. */
export type LoadRow = {
  agencyId: string;
  workerId: string | null;
  open: number;
  high: number;
  waiting: number;
  late: number;
  lateADay: number;
  lateSince: Date | null;
};

export function countOpenCases(connection: Connection, now: Date): Promise<LoadRow[]> {
  return rows(
    connection,
    sql<LoadRow>`SELECT agency_id AS "agencyId", worker_id AS "workerId", open, high, waiting, late,
        late_a_day AS "lateADay", late_since AS "lateSince" FROM care.count_open_cases(${now})`,
  );
}
