import type { Connection } from '#platform/database/database';
import { type Actor, toActor } from '../actor.ts';
import { thaiDateOf } from '../membership.ts';
import { type StaffChoice, selectStaff, selectStaffNumbers } from '../store-staff.ts';

/** A colleague: who they are, where they serve today and what they may do. */
export type Staff = Pick<Actor, 'memberships' | 'permissions'> & { id: string; name: string };

/** Colleagues by id, by the agencies they serve in, or by part of their name; without what only they themselves need. */
export async function listStaff(connection: Connection, choice: StaffChoice, now: Date): Promise<Staff[]> {
  const found = await selectStaff(connection, choice, thaiDateOf(now));
  return found.map(({ id, name, memberships }) => {
    const served = memberships.map((one) => ({ ...one, fromDate: thaiDateOf(now), untilDate: null }));
    const actor = toActor({ userId: id, name, from: 'nowhere', sessionId: 'none' }, served, thaiDateOf(now));
    return { id, name, memberships: actor.memberships, permissions: actor.permissions };
  });
}

/** Staff numbers by person, of those who have one: for telling people apart, never for showing them. */
export async function listStaffNumbers(connection: Connection, ids: readonly string[]): Promise<Map<string, string>> {
  const found = await selectStaffNumbers(connection, ids);
  return new Map(found.map(({ id, staffNumber }) => [id, staffNumber]));
}
