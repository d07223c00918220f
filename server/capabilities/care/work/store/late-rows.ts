import { type Connection, rows, sql } from '#platform/database/database';

/** A late case that the actor may see, with its late clocks, the longest first. */
export type LateRow = {
  caseId: string;
  rules: string[];
  dueAt: Date[];
  toAgencyId: string | null;
  toWorkerId: string | null;
};

export function listLateCases(
  connection: Connection,
  { now, subdistrict, limit }: { now: Date; subdistrict: string | null; limit: number },
): Promise<LateRow[]> {
  return rows(
    connection,
    sql<LateRow>`SELECT case_id AS "caseId", rules, due_at AS "dueAt", to_agency_id AS "toAgencyId",
        to_worker_id AS "toWorkerId" FROM care.list_late_cases(${now}, ${subdistrict}, ${limit})`,
  );
}

export type PlaceRow = {
  code: string;
  open: number;
  waiting: number;
  late: number;
  lateSince: Date | null;
};

export function countOpenPlaces(connection: Connection, now: Date): Promise<PlaceRow[]> {
  return rows(
    connection,
    sql<PlaceRow>`SELECT subdistrict_code AS "code", open, waiting, late, late_since AS "lateSince"
      FROM care.count_open_places(${now})`,
  );
}
