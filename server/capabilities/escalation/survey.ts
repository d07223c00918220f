import { listStaff, type Staff } from '#capabilities/access';
import { listReachable, type Ways } from '#capabilities/alerting';
import { listOnDuty, type OnDuty } from '#capabilities/duty';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { LADDER_TARGETS, type LadderTarget } from '#contract/escalation';
import type { Connection } from '#platform/database/database';
import type { Standing } from './reach.ts';
import { findTargets, type Place } from './targets.ts';

export type StandingsOf = (target: LadderTarget, incident: Place) => Standing[];

/**
 * Who could be told about these incidents at this moment, asked once for all of them: five statements for a batch,
 * however many rungs fire.
 * @param ways absent: channels are not looked at; a person at a desk may not read them
 */
export async function surveyTargets(
  jurisdiction: Jurisdiction,
  connection: Connection,
  incidents: Place[],
  { now, ways }: { now: Date; ways?: Ways },
): Promise<StandingsOf> {
  const agenciesFor = findTargets(jurisdiction);
  const meant = incidents.flatMap((incident) => LADDER_TARGETS.flatMap((target) => agenciesFor(target, incident)));
  const agencyIds = [...new Set(meant.map(({ id }) => id))];
  const onDuty = Map.groupBy(await listOnDuty(connection, { agencyIds, at: now }), ({ agencyId }) => agencyId);
  const staff = new Map<string, Staff[]>();
  for (const person of await listStaff(connection, { agencyIds }, now)) {
    for (const agencyId of new Set(person.memberships.map((one) => one.agencyId))) {
      staff.set(agencyId, [...(staff.get(agencyId) ?? []), person]);
    }
  }
  const personIds = [...new Set([...staff.values()].flat().map(({ id }) => id))];
  const reachabilityOf = ways && (await listReachable(connection, { personIds, agencyIds }, { now, ways }));
  const nobody: OnDuty[] = [];
  return (target, incident) =>
    agenciesFor(target, incident).map((agency) => ({
      agency,
      staff: staff.get(agency.id) ?? [],
      onDuty: onDuty.get(agency.id) ?? nobody,
      reachabilityOf,
    }));
}
