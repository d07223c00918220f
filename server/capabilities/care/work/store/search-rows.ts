import type { CaseSearch } from '#contract/case-work';
import { type Connection, escapeLike, rows, sql } from '#platform/database/database';
import type { AskedFor } from '../read-search.ts';

export type FoundRow = { caseId: string; foundBy: CaseSearch['found'][number]['by'] };

/** Open cases first, then the newest; each once. */
export function findCasesBy(connection: Connection, asked: AskedFor, limit: number): Promise<FoundRow[]> {
  const like = asked.name === null ? null : `%${escapeLike(asked.name)}%`;
  return rows(
    connection,
    sql<FoundRow>`SELECT case_id AS "caseId", found_by AS "foundBy"
      FROM care.find_cases(${asked.code}, ${asked.number}, ${like}, ${limit})`,
  );
}

/** Cases of whoever has one of these numbers, or exactly this name; open ones first. */
export function findCasesOfPerson(
  connection: Connection,
  numbers: string[],
  name: string | null,
  limit: number,
): Promise<FoundRow[]> {
  return rows(
    connection,
    sql<FoundRow>`SELECT case_id AS "caseId", found_by AS "foundBy"
      FROM care.find_cases_of_person(${numbers}, ${name}, ${limit})`,
  );
}
