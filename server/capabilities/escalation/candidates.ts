import { listStaff, type Staff } from '#capabilities/access';
import { type AlertingChannels, listReachability } from '#capabilities/alerting';
import { listOnDuty, type OnDuty } from '#capabilities/duty';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { ESCALATION_TARGETS, type EscalationTarget } from '#contract/escalation';
import type { Connection } from '#platform/database/database';
import type { AgencyCandidates } from './recipients.ts';
import { findTargets, type Place } from './targets.ts';

export type CandidatesOf = (target: EscalationTarget, incident: Place) => AgencyCandidates[];

/**
 * Loads whom each target of these incidents could alert at this moment: five statements for a batch, however many steps are
 * due.
 * @param channels absent: reachability is not judged, because the user role may not read channels
 */
export async function loadCandidates(
  jurisdiction: Jurisdiction,
  connection: Connection,
  incidents: Place[],
  { now, channels }: { now: Date; channels?: AlertingChannels },
): Promise<CandidatesOf> {
  const agenciesFor = findTargets(jurisdiction);
  const agencies = incidents.flatMap((incident) =>
    ESCALATION_TARGETS.flatMap((target) => agenciesFor(target, incident)),
  );
  const agencyIds = [...new Set(agencies.map(({ id }) => id))];
  const onDuty = Map.groupBy(await listOnDuty(connection, { agencyIds, at: now }), ({ agencyId }) => agencyId);
  const staff = new Map<string, Staff[]>();
  for (const person of await listStaff(connection, { agencyIds }, now)) {
    for (const agencyId of new Set(person.memberships.map((one) => one.agencyId))) {
      staff.set(agencyId, [...(staff.get(agencyId) ?? []), person]);
    }
  }
  const personIds = [...new Set([...staff.values()].flat().map(({ id }) => id))];
  const reachabilityOf = channels && (await listReachability(connection, { personIds, agencyIds }, { now, channels }));
  const nobody: OnDuty[] = [];
  return (target, incident) =>
    agenciesFor(target, incident).map((agency) => ({
      agency,
      staff: staff.get(agency.id) ?? [],
      onDuty: onDuty.get(agency.id) ?? nobody,
      reachabilityOf,
    }));
}
