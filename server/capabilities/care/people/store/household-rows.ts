import type { AdministrativePlace } from '#contract/jurisdiction';
import type { ThaiDay } from '#contract/thai-day';
import { insertColumns, insertRecords } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';

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

/** All who live or lived there, oldest first. */
export function listMembers(connection: Connection, householdId: string): Promise<HouseholdMember[]> {
  return rows(
    connection,
    sql<HouseholdMember>`SELECT id, household_id AS "householdId", person_id AS "personId", relation,
        from_on::text AS "fromOn", to_on::text AS "toOn", added_by_person_id AS "addedByPersonId", added_at AS "addedAt"
      FROM care.household_members WHERE household_id = ${householdId} ORDER BY from_on, id`,
  );
}

export function findHousehold(connection: Connection, id: string): Promise<Household | undefined> {
  return findRow(
    connection,
    sql<Household>`SELECT id, address, place, secret, created_by_person_id AS "createdByPersonId", created_at AS "createdAt"
      FROM care.households WHERE id = ${id}`,
  );
}

export type HouseholdChange = {
  id: string;
  householdId: string;
  kind: 'begun' | 'joined' | 'left' | 'merged' | 'merge-undone';
  personIds: string[];
  otherHouseholdId: string | null;
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
  onDay: 'on_day',
  at: 'at',
  byPersonId: 'by_person_id',
} as const;

export async function insertHouseholdChange(tx: Connection, change: HouseholdChange): Promise<void> {
  await sql`INSERT INTO care.household_changes ${insertColumns(CHANGE, change)}`.execute(tx);
}

/** What happened to a household, newest first. */
export function listHouseholdChanges(
  connection: Connection,
  householdId: string,
): Promise<(HouseholdChange & { undoneAt: Date | null })[]> {
  return rows(
    connection,
    sql<HouseholdChange & { undoneAt: Date | null }>`SELECT id, household_id AS "householdId", kind,
        person_ids AS "personIds", other_household_id AS "otherHouseholdId", on_day::text AS "onDay", at,
        by_person_id AS "byPersonId", undone_at AS "undoneAt"
      FROM care.household_changes WHERE household_id = ${householdId} ORDER BY at DESC, id DESC LIMIT 100`,
  );
}

/** A merge into this household. */
export function findMerge(
  tx: Connection,
  id: string,
  householdId: string,
): Promise<{ otherHouseholdId: string; personIds: string[] } | undefined> {
  return findRow(
    tx,
    sql<{ otherHouseholdId: string; personIds: string[] }>`SELECT other_household_id AS "otherHouseholdId",
        person_ids AS "personIds"
      FROM care.household_changes WHERE id = ${id} AND household_id = ${householdId} AND kind = 'merged'`,
  );
}

/** @returns false when it was undone before */
export async function markMergeUndone(tx: Connection, id: string, at: Date): Promise<boolean> {
  const undone = await findRow(
    tx,
    sql<{ id: string }>`UPDATE care.household_changes SET undone_at = ${at}
      WHERE id = ${id} AND undone_at IS NULL RETURNING id`,
  );
  return undone !== undefined;
}
