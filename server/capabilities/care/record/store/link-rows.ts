import { type Connection, findRow, rows, sql } from '#platform/database/database';
import { createLastWrite, type Work } from '#platform/database/transaction';

export type CaseLink = {
  caseId: string;
  otherCaseId: string;
  kind: 'sibling' | 'same-incident' | 'caregiver' | 'same-household';
  byPersonId: string | null;
  at: Date;
};

const addLink = createLastWrite<CaseLink>('case_links', (links) => {
  const ids = links.map(({ caseId, otherCaseId }) => [caseId, otherCaseId].sort());
  return sql`INSERT INTO care.case_links (case_id, other_case_id, kind, by_person_id, at)
    SELECT * FROM unnest(${ids.map(([one]) => one)}::uuid[], ${ids.map(([, other]) => other)}::uuid[],
      ${links.map(({ kind }) => kind)}::text[], ${links.map(({ byPersonId }) => byPersonId)}::uuid[],
      ${links.map(({ at }) => at)}::timestamptz[])
    ON CONFLICT DO NOTHING`;
});

/** Adds a link right before the commit; known ones stay as they are. */
export function linkCases(work: Work, link: CaseLink): void {
  addLink(work, link);
}

/** The cases that belong to this one, as far as the reader sees them. */
export function listLinks(
  connection: Connection,
  caseId: string,
): Promise<{ caseId: string; kind: CaseLink['kind'] }[]> {
  return rows(
    connection,
    sql<{ caseId: string; kind: CaseLink['kind'] }>`SELECT CASE WHEN case_id = ${caseId} THEN other_case_id
        ELSE case_id END AS "caseId", kind
      FROM care.case_links WHERE ${caseId} IN (case_id, other_case_id)`,
  );
}

/** @returns false when they are linked already */
export async function insertLink(
  tx: Connection,
  { caseId, otherCaseId, kind, byPersonId, at }: CaseLink,
): Promise<boolean> {
  const [one, other] = [caseId, otherCaseId].sort();
  const inserted = await findRow(
    tx,
    sql<{ kind: string }>`INSERT INTO care.case_links (case_id, other_case_id, kind, by_person_id, at)
      VALUES (${one}, ${other}, ${kind}, ${byPersonId}, ${at}) ON CONFLICT DO NOTHING RETURNING kind`,
  );
  return inserted !== undefined;
}

/** @returns false when there is none any more */
export async function removeLink(tx: Connection, caseId: string, otherCaseId: string): Promise<boolean> {
  const [one, other] = [caseId, otherCaseId].sort();
  const removed = await findRow(
    tx,
    sql<{
      kind: string;
    }>`DELETE FROM care.case_links WHERE case_id = ${one} AND other_case_id = ${other} RETURNING kind`,
  );
  return removed !== undefined;
}
