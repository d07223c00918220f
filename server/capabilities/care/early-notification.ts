import { z } from 'zod';
import { type Actor, agenciesWith } from '#capabilities/access';
import type { Permission } from '#contract/permission';
import known from '../../../database/reference-data/care-early-notifications.json' with { type: 'json' };

const RULE = z
  .strictObject({
    provinceAfterMinutes: z.int().positive(),
    source: z.string(),
    validFrom: z.iso.date(),
    unverified: z.boolean(),
  })
  .parse(known);
const MINUTE_MS = 60_000;

/** When the province is alerted, if nobody has answered. */
export function provinceAtFor(knownAt: Date): Date {
  return new Date(knownAt.getTime() + RULE.provinceAfterMinutes * MINUTE_MS);
}

type EarlyStep = {
  centreId: string;
  officeId: string | undefined;
  /** Nobody was alerted so far. */
  isFirst: boolean;
  /** The time until the province has passed. */
  isLate: boolean;
};
type Colleague = { id: string; memberships: Actor['memberships'] };
export type Told = {
  /** Whom it is for from now on. */
  agencyId: string;
  isProvince: boolean;
  people: { personId: string; agencyId: string }[];
};

/**
 * Whom an early notification alerts: everybody of the centre who can take on work, but nobody who must not learn of it;
 * the office over it where nobody is left, or where nobody answered in time.
 */
export function chooseEarlyPeople(
  { centreId, officeId, isFirst, isLate }: EarlyStep,
  staff: readonly Colleague[],
  barred: readonly string[],
): Told {
  const peopleOf = (agencyId: string, permissions: readonly Permission[]) =>
    staff
      .filter(({ id }) => !barred.includes(id))
      .filter((person) => permissions.some((permission) => agenciesWith(person, permission).includes(agencyId)))
      .map(({ id }) => ({ personId: id, agencyId }));
  const ofCentre = peopleOf(centreId, ['case:work']);
  if (officeId === undefined || (ofCentre.length > 0 && !isLate))
    return { agencyId: centreId, isProvince: officeId === undefined, people: ofCentre };
  const ofOffice = peopleOf(officeId, ['case:work', 'case:approve']);
  // It stays the centre's also when the province is alerted: whoever is first answers.
  return {
    agencyId: isLate ? centreId : officeId,
    isProvince: true,
    people: isFirst ? [...ofCentre, ...ofOffice] : ofOffice,
  };
}
