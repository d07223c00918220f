import type { Actor } from '#capabilities/access';
import { branchesWith, isInBranch } from '#capabilities/jurisdiction';
import type { GapList, Gap as ShownGap } from '#contract/duty';
import type { Agency } from '#contract/jurisdiction';
import { DAY_MS } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { DutyContext } from '../context.ts';
import { findGaps, type Gap } from '../gaps.ts';
import { listOnDuty } from '../store/published-duty.ts';
import { listShiftsOf } from '../store/shift-rows.ts';
import { listStationIds } from '../store/station-rows.ts';

/** Far enough ahead to do something about a gap. */
const AHEAD_MS = 7 * DAY_MS;

/** The gaps of the next seven days for each agency; null without a roster. */
export async function listGaps(
  connection: Connection,
  agencyIds: readonly string[],
  now: Date,
): Promise<{ agencyId: string; gaps: Gap[] | null }[]> {
  const span = { startsAt: now, endsAt: new Date(now.getTime() + AHEAD_MS) };
  const withRoster = await listStationIds(connection, agencyIds);
  const planned = await listShiftsOf(connection, agencyIds, { from: now, to: span.endsAt });
  const shifts = Map.groupBy(
    planned.filter(({ cancelledAt }) => !cancelledAt),
    ({ agencyId }) => agencyId,
  );
  const here = Map.groupBy(await listOnDuty(connection, { agencyIds, at: now }), ({ agencyId }) => agencyId);
  return agencyIds.map((agencyId) => {
    if (!withRoster.has(agencyId)) return { agencyId, gaps: null };
    // Somebody who has gone home leaves a gap although the roster names them, and whoever checked in fills one.
    const own = shifts.get(agencyId) ?? [];
    const running = (here.get(agencyId) ?? []).map(({ personId, post, since, until }) => {
      const shift = own.find((one) => one.personId === personId && one.startsAt <= now);
      return { post, startsAt: since, endsAt: shift?.endsAt ?? until };
    });
    const ahead = own.filter(({ startsAt }) => startsAt > now);
    return { agencyId, gaps: findGaps([...running, ...ahead], span) };
  });
}

/** The gaps of all agencies in the actor's branches, worst first. */
export async function listGapsInScope(
  { clock, jurisdiction }: DutyContext,
  connection: Connection,
  actor: Actor,
): Promise<GapList> {
  const now = clock.now();
  const branches = branchesWith(jurisdiction, actor, 'duty:view');
  const stations = jurisdiction
    .listAgencies({ kinds: ['station', 'centre-191'], onlyActive: true })
    .filter(({ path }) => branches.some((branch) => isInBranch(branch, path)));
  const found = await listGaps(
    connection,
    stations.map(({ id }) => id),
    now,
  );
  const byId = new Map(stations.map((agency) => [agency.id, agency]));
  const agencies = found
    .filter(({ gaps }) => gaps === null || gaps.length > 0)
    .map(({ agencyId, gaps }) => ({ agency: byId.get(agencyId) as Agency, gaps: gaps?.map(showGap) ?? null }))
    .sort((one, other) => weightOf(other.gaps) - weightOf(one.gaps) || (one.agency.code < other.agency.code ? -1 : 1))
    .map(({ agency: { id, nameTh, nameEn }, gaps }) => ({ agency: { id, nameTh, nameEn }, gaps }));
  return { from: now.toISOString(), to: new Date(now.getTime() + AHEAD_MS).toISOString(), agencies };
}

export function showGap({ what, startsAt, endsAt }: Gap): ShownGap {
  return { what, from: startsAt.toISOString(), to: endsAt.toISOString() };
}

/** Nobody at all counts most, an empty post less, no roster least because most agencies have none. */
function weightOf(gaps: ShownGap[] | null): number {
  if (gaps === null) return 0;
  return gaps.some(({ what }) => what === 'nobody') ? 2 : 1;
}
