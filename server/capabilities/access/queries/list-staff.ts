import { thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import { type Actor, toActor } from '../actor.ts';
import { listLinksOf } from '../store-line-links.ts';
import type { StaffRow } from '../store-published-people.ts';
import { type StaffChoice, selectStaff, selectStaffNumbers } from '../store-staff.ts';

/** A colleague with today's memberships and permissions. */
export type Staff = Pick<Actor, 'memberships' | 'permissions'> & { id: string; name: string };

/** Colleagues by id, by agency, or by part of their name or their staff number. */
export async function listStaff(connection: Connection, choice: StaffChoice, now: Date): Promise<Staff[]> {
  const found = await selectStaff(connection, choice, thaiDayOf(now));
  return found.map((row) => toStaff(row, now));
}

/** A colleague as others see them; a dash for somebody who is no longer known. */
export type NameOf = (personId: string) => { id: string; name: string };

/** The names of these people; ids may be there twice or not at all. */
export async function nameStaff(
  connection: Connection,
  personIds: readonly (string | null | undefined)[],
  now: Date,
): Promise<NameOf> {
  const ids = [...new Set(personIds.filter((id) => id != null))];
  const staff = ids.length > 0 ? await listStaff(connection, { ids }, now) : [];
  const names = new Map(staff.map(({ id, name }) => [id, name]));
  return (id) => ({ id, name: names.get(id) ?? '–' });
}

/** A colleague of a row that was read as part of a larger statement (`staffOfAgencies`). */
export function toStaff({ id, name, memberships }: StaffRow, now: Date): Staff {
  const served = memberships.map((one) => ({ ...one, fromDate: thaiDayOf(now), untilDate: null }));
  const actor = toActor({ userId: id, name, from: 'nowhere', sessionId: 'none' }, served, thaiDayOf(now));
  return { id, name, memberships: actor.memberships, permissions: actor.permissions };
}

/** Staff numbers by person, of those who have one. For matching people only, not for display. */
export async function listStaffNumbers(connection: Connection, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await selectStaffNumbers(connection, ids);
  return new Map(found.map(({ id, staffNumber }) => [id, staffNumber]));
}

/** LINE users of the linked chats, by person; without disabled people. Needs the service role. */
export async function listLineUsers(connection: Connection, personIds: string[]): Promise<Map<string, string>> {
  return new Map((await listLinksOf(connection, personIds)).map(({ userId, lineUserId }) => [userId, lineUserId]));
}
