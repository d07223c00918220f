import type { AdministrativePlace } from '#contract/jurisdiction';
import type { ThaiDay } from '#contract/thai-day';
import { insertColumns, insertRecords } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { PastChange } from '../household.ts';

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
  /** For those who work on cases of its members only. */
  secret: boolean;
  createdByPersonId: string;
  createdAt: Date;
};

const HOUSEHOLD = {
  id: 'id',
  address: 'address',
  place: 'place',
  secret: 'secret',
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

export async function insertMembers(tx: Connection, members: readonly HouseholdMember[]): Promise<void> {
  if (members.length === 0) return;
  await sql`INSERT INTO care.household_members ${insertRecords('care.household_members', MEMBER, members)}`.execute(tx);
}

/** Ends memberships; the rows stay, because who lived where is history. @returns how many were not ended before */
export async function endMemberships(tx: Connection, ended: readonly { id: string; on: ThaiDay }[]): Promise<number> {
  if (ended.length === 0) return 0;
  const done = await rows(
    tx,
    sql<{ id: string }>`UPDATE care.household_members AS member SET to_on = leaving.day
      FROM unnest(${ended.map(({ id }) => id)}::uuid[], ${ended.map(({ on }) => on)}::date[]) AS leaving (id, day)
      WHERE member.id = leaving.id AND member.to_on IS NULL RETURNING member.id`,
  );
  return done.length;
}

/** All who live or lived in these households, oldest first. */
export function listMembers(connection: Connection, ...householdIds: string[]): Promise<HouseholdMember[]> {
  return rows(
    connection,
    sql<HouseholdMember>`SELECT id, household_id AS "householdId", person_id AS "personId", relation,
        from_on::text AS "fromOn", to_on::text AS "toOn", added_by_person_id AS "addedByPersonId", added_at AS "addedAt"
      FROM care.household_members WHERE household_id = ANY(${householdIds}::uuid[]) ORDER BY from_on, id`,
  );
}

export function findHousehold(connection: Connection, id: string): Promise<Household | undefined> {
  return findRow(
    connection,
    sql<Household>`SELECT id, address, place, secret, created_by_person_id AS "createdByPersonId", created_at AS "createdAt"
      FROM care.households WHERE id = ${id}`,
  );
}

export type HouseholdChange = PastChange & {
  id: string;
  /** The change that this one belongs to and is undone with. */
  partOf: string | null;
  onDay: ThaiDay;
  at: Date;
  byPersonId: string;
};

const CHANGE = {
  id: 'id',
  householdId: 'household_id',
  kind: 'kind',
  personIds: 'person_ids',
  otherHouseholdId: 'other_household_id',
  partOf: 'part_of',
  onDay: 'on_day',
  at: 'at',
  byPersonId: 'by_person_id',
} as const;

export async function insertHouseholdChanges(tx: Connection, changes: readonly HouseholdChange[]): Promise<void> {
  await sql`INSERT INTO care.household_changes ${insertRecords('care.household_changes', CHANGE, changes)}`.execute(tx);
}

/** Cases of people who live in this household from now on, or in none any more. */
export async function moveCasesTo(
  tx: Connection,
  caseIds: string[],
  householdId: string | null,
  at: Date,
): Promise<void> {
  if (caseIds.length === 0) return;
  await sql`UPDATE care.cases SET household_id = ${householdId}, version = version + 1, updated_at = ${at}
    WHERE id = ANY(${caseIds}::uuid[])`.execute(tx);
}

/** What happened to a household, newest first. */
export function listHouseholdChanges(
  connection: Connection,
  householdId: string,
): Promise<(HouseholdChange & { undoneAt: Date | null })[]> {
  return rows(
    connection,
    sql<HouseholdChange & { undoneAt: Date | null }>`SELECT id, household_id AS "householdId", kind,
        person_ids AS "personIds", other_household_id AS "otherHouseholdId", part_of AS "partOf", on_day::text AS "onDay",
        at, by_person_id AS "byPersonId", undone_at AS "undoneAt"
      FROM care.household_changes WHERE household_id = ${householdId} ORDER BY at DESC, id DESC LIMIT 100`,
  );
}

/** What happened to this household itself and can be undone. */
export function findHouseholdChange(tx: Connection, id: string, householdId: string): Promise<PastChange | undefined> {
  return findRow(
    tx,
    sql<PastChange>`SELECT kind, household_id AS "householdId", other_household_id AS "otherHouseholdId",
        person_ids AS "personIds"
      FROM care.household_changes WHERE id = ${id} AND household_id = ${householdId} AND kind <> 'undone'
        AND part_of IS NULL`,
  );
}

/** @returns false when it was undone before */
export async function markUndone(tx: Connection, id: string, at: Date): Promise<boolean> {
  const undone = await findRow(
    tx,
    sql<{ id: string }>`UPDATE care.household_changes SET undone_at = ${at}
      WHERE id = ${id} AND undone_at IS NULL RETURNING id`,
  );
  return undone !== undefined;
}
