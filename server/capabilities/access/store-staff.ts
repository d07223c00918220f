import { type Connection, rows, sql } from '#platform/database/database';
import type { Membership, ThaiDate } from './membership.ts';

/** A person with the services in force. */
export type StaffRow = { id: string; name: string; memberships: Pick<Membership, 'agencyId' | 'role'>[] };

/** Which people: by id, who serves in one of the agencies, whose name holds the text or whose staff number it is. */
export type StaffChoice = { ids: string[] } | { agencyIds: string[] } | { text: string };

/**
 * People with what they serve as today, by name; by part of a name at most 200. Of an agency all: one left out is not
 * alerted. With a disabled account nobody serves.
 */
export function selectStaff(connection: Connection, choice: StaffChoice, today: ThaiDate): Promise<StaffRow[]> {
  return rows(
    connection,
    sql<StaffRow>`SELECT person.id, person.name, coalesce(json_agg(
        json_build_object('agencyId', service.agency_id, 'role', service.role) ORDER BY service.from_date, service.id)
        FILTER (WHERE service.id IS NOT NULL), '[]') AS memberships
      FROM access.users AS person LEFT JOIN access.memberships AS service ON service.user_id = person.id AND person.disabled_at IS NULL
        AND service.from_date <= ${today}::date AND (service.until_date IS NULL OR service.until_date >= ${today}::date)
      WHERE ${chosen(choice)} GROUP BY person.id ORDER BY person.name, person.id LIMIT ${'text' in choice ? 200 : null}::integer`,
  );
}

function chosen(choice: StaffChoice) {
  if ('ids' in choice) return sql`person.id = ANY(${choice.ids}::uuid[])`;
  if ('text' in choice) {
    const { text } = choice;
    // Whole numbers only: by parts of them one could try out who is there.
    return sql`(strpos(lower(person.name), lower(${text})) > 0 OR person.staff_number = upper(${text}))`;
  }
  return sql`service.agency_id = ANY(${choice.agencyIds}::uuid[])`;
}

export function selectStaffNumbers(
  connection: Connection,
  ids: readonly string[],
): Promise<{ id: string; staffNumber: string }[]> {
  return rows(
    connection,
    sql`SELECT id, staff_number AS "staffNumber" FROM access.users
      WHERE id = ANY(${ids}::uuid[]) AND staff_number IS NOT NULL`,
  );
}
