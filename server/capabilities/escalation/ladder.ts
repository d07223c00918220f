import { isInSight } from '#capabilities/jurisdiction';
import { LADDER_KINDS, type LadderKind } from '#contract/escalation';
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
