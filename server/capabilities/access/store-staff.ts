import { foldText, withPlainSigns } from '#contract/fold-text';
import type { ThaiDay } from '#contract/thai-day';
import { type Connection, rows, sql } from '#platform/database/database';
import { type StaffRow, staffWhere } from './store-published-people.ts';

/** Which people: by id, by agency, or by text that is part of a name or a whole staff number. */
export type StaffChoice = { ids: string[] } | { agencyIds: string[] } | { text: string };

/**
 * People with their memberships of today, ordered by name. At most 200 for a search by text; all of an agency, because
 * somebody left out would not be alerted. Disabled people have no memberships.
 */
export async function selectStaff(connection: Connection, choice: StaffChoice, today: ThaiDay): Promise<StaffRow[]> {
  const chosen =
    'agencyIds' in choice
      ? sql`service.agency_id = ANY(${choice.agencyIds}::uuid[])`
      : sql`person.id = ANY(${'ids' in choice ? choice.ids : await findByText(connection, choice.text)}::uuid[])`;
  return rows(connection, sql<StaffRow>`${staffWhere(chosen, today)}`);
}

/** Compared here, because SQL has no `foldText`, which all search texts go through. */
async function findByText(connection: Connection, text: string): Promise<string[]> {
  const wanted = foldText(text);
  // Whole numbers only, so that nobody can find staff by trying parts of numbers.
  const number = withPlainSigns(text).trim().toUpperCase();
  const people = await rows(
    connection,
    sql<{ id: string; name: string; staffNumber: string | null }>`
      SELECT id, name, staff_number AS "staffNumber" FROM access.users ORDER BY name, id`,
  );
  return people
    .filter(({ name, staffNumber }) => staffNumber === number || (wanted && foldedName(name).includes(wanted)))
    .slice(0, MOST_FOUND)
    .map(({ id }) => id);
}

const MOST_FOUND = 200;
/** Cache, so that each name is folded once and not for every search. */
const folded = new Map<string, string>();
const MOST_CACHED = 100_000;

function foldedName(name: string): string {
  const known = folded.get(name) ?? foldText(name);
  if (folded.size < MOST_CACHED) folded.set(name, known);
  return known;
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
