import { type Connection, rows, sql } from '#platform/database/database';
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
