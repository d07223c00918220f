import type { CaseSection } from '#contract/case-forms';
import { insertColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

/** Somebody of another profession, the sections they were invited to and until when. */
export type TeamMember = {
  id: string;
  caseId: string;
  accountId: string;
  profession: string;
  sections: CaseSection[];
  until: Date;
  invitedByPersonId: string;
  invitedAt: Date;
  endedAt: Date | null;
};
const NEW_MEMBER = {
  id: 'id',
  caseId: 'case_id',
  accountId: 'account_id',
  profession: 'profession',
  sections: 'sections',
  until: 'until',
  invitedByPersonId: 'invited_by_person_id',
  invitedAt: 'invited_at',
} as const;

/** Invited again, an earlier invitation ends: the newest counts. */
export async function insertTeamMember(tx: Connection, member: Omit<TeamMember, 'endedAt'>): Promise<void> {
  await sql`INSERT INTO care.team_members ${insertColumns(NEW_MEMBER, member)}`.execute(tx);
}

export function listTeam(connection: Connection, caseId: string): Promise<TeamMember[]> {
  return rows(
    connection,
    sql<TeamMember>`SELECT id, case_id AS "caseId", account_id AS "accountId", profession, sections, until,
        invited_by_person_id AS "invitedByPersonId", invited_at AS "invitedAt", ended_at AS "endedAt"
      FROM care.team_members WHERE case_id = ${caseId} ORDER BY invited_at, id`,
  );
}

export async function endMembersOf(
  tx: Connection,
  caseId: string,
  accountId: string,
  by: { personId: string; at: Date },
): Promise<void> {
  await sql`UPDATE care.team_members SET ended_at = ${by.at}, ended_by_person_id = ${by.personId}
    WHERE case_id = ${caseId} AND account_id = ${accountId} AND ended_at IS NULL`.execute(tx);
}

/** @returns whose invitation ended; undefined when it had ended already */
export async function endTeamMember(
  tx: Connection,
  caseId: string,
  id: string,
  by: { personId: string; at: Date },
): Promise<string | undefined> {
  const ended = await findRow(
    tx,
    sql<{ accountId: string }>`UPDATE care.team_members SET ended_at = ${by.at}, ended_by_person_id = ${by.personId}
      WHERE id = ${id} AND case_id = ${caseId} AND ended_at IS NULL RETURNING account_id AS "accountId"`,
  );
  return ended?.accountId;
}
