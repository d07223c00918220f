import type { StationReadinessCounts } from '#contract/jurisdiction';
import { isInBranch, visibilityOf } from '../agency.ts';
import type { Jurisdiction } from '../jurisdiction.ts';

/** Counts the active stations of these agencies' branches: ready, without a roster, and which are passed over. */
export function countStationReadiness(
  jurisdiction: Pick<Jurisdiction, 'findAgency' | 'listAgencies'>,
  agencyIds: readonly string[],
): StationReadinessCounts {
  const branches = agencyIds.flatMap((id) => {
    const agency = jurisdiction.findAgency(id);
    return agency ? [visibilityOf(agency)] : [];
  });
  const stations = jurisdiction
    .listAgencies({ kinds: ['station'], onlyActive: true })
    .filter(({ path }) => branches.some((branch) => isInBranch(branch, path)));
  return {
    ready: stations.filter(({ readiness }) => readiness === 'ready').length,
    noRoster: stations.filter(({ readiness }) => readiness === 'unknown').length,
    notReady: stations.flatMap(({ id, nameTh, nameEn, readiness }) =>
      readiness === 'nobody-on-duty' || readiness === 'no-heartbeat' ? [{ id, nameTh, nameEn, readiness }] : [],
    ),
  };
}
