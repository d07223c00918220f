import { type Actor, agenciesWith } from '#capabilities/access';
import { isInSight, type Jurisdiction, sightOf } from '#capabilities/jurisdiction';
import { LADDER_KINDS, type LadderKind, type Ladders } from '#contract/escalation';
import type { Agency } from '#contract/jurisdiction';
import type { LadderRow } from './store-ladders.ts';

/**
 * The ladder that counts for an agency: the version of the narrowest branch that holds it, else the country's. An
 * agency of a kind without one climbs like a station.
 * @throws Error when the country has none: a migration wrote them
 */
export function ladderFor(
  current: LadderRow[],
  agency: Pick<Agency, 'kind' | 'path'>,
  pathOf: (agencyId: string) => string | undefined,
): LadderRow {
  const kind: LadderKind = LADDER_KINDS.find((known) => known === agency.kind) ?? 'station';
  const fitting = current
    .filter((ladder) => ladder.agencyKind === kind)
    .map((ladder) => ({ ladder, path: ladder.branchAgencyId ? pathOf(ladder.branchAgencyId) : '' }))
    .filter(({ path }) => path === '' || (path !== undefined && isInSight(path, agency.path)))
    .sort((one, other) => (other.path?.length ?? 0) - (one.path?.length ?? 0));
  const narrowest = fitting[0];
  if (!narrowest) throw new Error(`no ladder for ${kind}`);
  return narrowest.ladder;
}

/** The branch for which somebody publishes: the national desk for the country, a province for itself. */
export function findWhereEditorPublishes(
  { jurisdiction }: { jurisdiction: Pick<Jurisdiction, 'findAgency'> },
  actor: Pick<Actor, 'memberships'>,
): Ladders['editable'] {
  const edited = agenciesWith(actor, 'ladder:edit').flatMap((id) => jurisdiction.findAgency(id) ?? []);
  const widest = edited.sort((one, other) => sightOf(one).length - sightOf(other).length)[0];
  if (!widest) return undefined;
  const { id, nameTh, nameEn, kind } = widest;
  const isCountry = kind === 'national-desk' || kind === 'national-police';
  return { branchId: isCountry ? null : id, nameTh, nameEn };
}
