import type { StationReadinessCounts } from '#contract/jurisdiction';
import { isInSight, sightOf } from '../agency.ts';
import type { Jurisdiction } from '../jurisdiction.ts';

/** How many active stations of these agencies' branches are ready, keep no roster, or are passed over and which. */
export function countStationReadiness(
  jurisdiction: Pick<Jurisdiction, 'findAgency' | 'listAgencies'>,
  agencyIds: readonly string[],
): StationReadinessCounts {
  const sights = agencyIds.flatMap((id) => {
    const agency = jurisdiction.findAgency(id);
    return agency ? [sightOf(agency)] : [];
  });
  const stations = jurisdiction
    .listAgencies({ kinds: ['station'], onlyActive: true })
    .filter(({ path }) => sights.some((sight) => isInSight(sight, path)));
  return {
    ready: stations.filter(({ readiness }) => readiness === 'ready').length,
    noRoster: stations.filter(({ readiness }) => readiness === 'unknown').length,
    notReady: stations.flatMap(({ id, nameTh, nameEn, readiness }) =>
      readiness === 'nobody-on-duty' || readiness === 'no-heartbeat' ? [{ id, nameTh, nameEn, readiness }] : [],
    ),
  };
}
