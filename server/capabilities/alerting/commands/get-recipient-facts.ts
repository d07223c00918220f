import { lineLinksOf, listStaff, staffOfAgencies } from '#capabilities/access';
import { consolesOf, onDutyIn } from '#capabilities/duty';
import { conflictsOf } from '#capabilities/incident';
import { thaiDayOf } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { RecipientFacts, Withheld } from '../recipient-facts.ts';
import { PEOPLE, selectRecipientFacts } from '../store-recipient-facts.ts';

/** Of whom and what the facts are wanted. */
export type FactsWanted = {
  /** Agencies whose whole staff is wanted too. */
  staffOf?: readonly string[];
  personIds: readonly string[];
  /** Agencies of which is wanted who is on duty, and their groups and gateways. */
  agencyIds: readonly string[];
  /** Incidents of which is wanted from whom they are withheld. */
  incidentIds: readonly string[];
};

/** Reads them in one statement, however many they are: a report waits for it. Needs the service role. */
export async function getRecipientFacts(
  connection: Connection,
  { staffOf = [], personIds, agencyIds, incidentIds }: FactsWanted,
  now: Date,
): Promise<RecipientFacts> {
  const parts = {
    staff: staffOfAgencies(staffOf, thaiDayOf(now)),
    onDuty: onDutyIn(agencyIds, now),
    consoles: consolesOf(PEOPLE),
    linked: lineLinksOf(PEOPLE),
    withheld: conflictsOf(incidentIds),
  };
  const facts = await selectRecipientFacts(connection, parts, { personIds, agencyIds });
  return { ...facts, withheld: await withAgencies(connection, facts.withheld, now) };
}

/** Where these people serve; a statement of its own, because hardly any incident is withheld from anybody. */
export async function withAgencies(
  connection: Connection,
  conflicts: readonly Omit<Withheld, 'agencyIds'>[],
  now: Date,
): Promise<Withheld[]> {
  if (conflicts.length === 0) return [];
  const ids = [...new Set(conflicts.map(({ personId }) => personId))];
  const staff = new Map((await listStaff(connection, { ids }, now)).map((one) => [one.id, one]));
  return conflicts.map((conflict) => {
    const memberships = staff.get(conflict.personId)?.memberships ?? [];
    return { ...conflict, agencyIds: memberships.map(({ agencyId }) => agencyId) };
  });
}
