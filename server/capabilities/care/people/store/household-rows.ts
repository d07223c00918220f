import type { AdministrativePlace } from '#contract/jurisdiction';
import type { ThaiDay } from '#contract/thai-day';
import { insertColumns } from '#platform/database/columns';
import { type Connection, rows, sql } from '#platform/database/database';

export type HouseholdMember = {
  id: string;
  householdId: string;
  personId: string;
  relation: string;
  fromOn: ThaiDay;
  /** Empty: still a member. */
  toOn: ThaiDay | null;
  addedByPersonId: string;
  addedAt: Date;
};

export type Household = {
  id: string;
  address: string | null;
  place: AdministrativePlace | null;
  createdByPersonId: string;
  createdAt: Date;
};

const HOUSEHOLD = {
  id: 'id',
  address: 'address',
  place: 'place',
  createdByPersonId: 'created_by_person_id',
  createdAt: 'created_at',
} as const;
const MEMBER = {
  id: 'id',
  householdId: 'household_id',
  personId: 'person_id',
  relation: 'relation',
  fromOn: 'from_on',
  toOn: 'to_on',
  addedByPersonId: 'added_by_person_id',
  addedAt: 'added_at',
} as const;

export async function insertHousehold(tx: Connection, household: Household): Promise<void> {
  await sql`INSERT INTO care.households ${insertColumns(HOUSEHOLD, household)}`.execute(tx);
}

export async function insertMember(tx: Connection, member: HouseholdMember): Promise<void> {
  await sql`INSERT INTO care.household_members ${insertColumns(MEMBER, member)}`.execute(tx);
}

/** Ends memberships on a day; the rows stay, because who lived where is history. */
export async function endMembers(tx: Connection, householdId: string, personIds: string[], on: ThaiDay): Promise<void> {
  await sql`UPDATE care.household_members SET to_on = greatest(from_on, ${on}::date)
    WHERE household_id = ${householdId} AND person_id = ANY(${personIds}::uuid[]) AND to_on IS NULL`.execute(tx);
}

/** All who live or lived there, oldest first. */
export function listMembers(connection: Connection, householdId: string): Promise<HouseholdMember[]> {
  return rows(
    connection,
    sql<HouseholdMember>`SELECT id, household_id AS "householdId", person_id AS "personId", relation,
        from_on::text AS "fromOn", to_on::text AS "toOn", added_by_person_id AS "addedByPersonId", added_at AS "addedAt"
      FROM care.household_members WHERE household_id = ${householdId} ORDER BY from_on, id`,
  );
}
