import type { Actor } from '#capabilities/access';
import { listWithheldFrom } from '#capabilities/incident';
import { branchesWith, type Jurisdiction, mayFor } from '#capabilities/jurisdiction';
import type { Permission } from '#contract/permission';
import { type ThaiDay, thaiDayOf } from '#contract/thai-day';
import type { Work } from '#platform/database/transaction';
import type { PreventionContext } from '../context.ts';
import { listScopes } from '../figures/scope.ts';
import type { PlaceRow, PlaceScope } from './store/place-rows.ts';
import type { RevisitRow } from './store/revisit-rows.ts';

type Context = Pick<PreventionContext, 'clock' | 'jurisdiction'>;
export type PlaceRights = { scope: PlaceScope; withheld: string[]; today: ThaiDay };

/**
 * Which places somebody may know of. Planners: those of their figures, without an address. Who reads addresses: those that their
 * station answers for or their centre visits. A patrol: those it has to visit now.
 */
export async function placeRightsOf(
  { clock, jurisdiction }: Context,
  { tx }: Work,
  actor: Actor,
): Promise<PlaceRights> {
  const { nation, provinces, agencies } = listScopes(jurisdiction, actor);
  const [reads, visits] = [
    agenciesBelow(jurisdiction, actor, 'place:read'),
    agenciesBelow(jurisdiction, actor, 'place:revisit'),
  ];
  return {
    scope: {
      all: nation,
      provinces: provinces.map(({ code }) => code),
      agencyIds: [...new Set([...agencies.map(({ id }) => id), ...reads])],
      dueFor: visits,
    },
    withheld: await listWithheldFrom(tx, actor.userId),
    today: thaiDayOf(clock.now()),
  };
}

const agenciesBelow = (jurisdiction: Jurisdiction, actor: Actor, permission: Permission): string[] =>
  branchesWith(jurisdiction, actor, permission).flatMap((branch) =>
    jurisdiction.listAgencies({ branch }).map(({ id }) => id),
  );

const idsOf = (...agencies: (string | null)[]): string[] => agencies.flatMap((id) => id ?? []);

/** Who may say what came of a visit: the station or the centre that it was given to. */
export function mayAnswer(
  jurisdiction: Jurisdiction,
  actor: Actor,
  visit: Pick<RevisitRow, 'agencyId' | 'centreId'>,
): boolean {
  return mayFor(jurisdiction, actor, 'place:revisit', idsOf(visit.agencyId, visit.centreId));
}

/** Who may read where a place is: whoever reads addresses there, and whoever has to go there now. */
export function mayReadAddress(
  jurisdiction: Jurisdiction,
  actor: Actor,
  place: Pick<PlaceRow, 'agencyId' | 'centreId'>,
  { visits, today }: { visits: readonly RevisitRow[]; today: ThaiDay },
): boolean {
  if (mayCorrect(jurisdiction, actor, place)) return true;
  return visits.some(
    (visit) => visit.state === 'open' && visit.dueOn <= today && mayAnswer(jurisdiction, actor, visit),
  );
}

/** Who may say that two places are one, or one is two. */
export function mayCorrect(
  jurisdiction: Jurisdiction,
  actor: Actor,
  { agencyId, centreId }: Pick<PlaceRow, 'agencyId' | 'centreId'>,
): boolean {
  return mayFor(jurisdiction, actor, 'place:read', idsOf(agencyId, centreId));
}
