import { listStaff, type Staff, toStaff } from '#capabilities/access';
import {
  type ChannelsSetUp,
  getRecipientFacts,
  judgeReachabilityBy,
  type RecipientFacts,
} from '#capabilities/alerting';
import { listOnDuty } from '#capabilities/duty';
import type { IncidentToAlert } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { ESCALATION_TARGETS, type EscalationTarget } from '#contract/escalation';
import type { Connection } from '#platform/database/database';
import { type AgencyCandidates, etaOwnersOf } from './recipients.ts';
import { findTargets, type Place } from './targets.ts';

export type CandidatesOf = (target: EscalationTarget, incident: Place) => AgencyCandidates[];

/** Loads whom each target of these incidents could alert at this moment, for either role. Reachability is not judged. */
export async function loadCandidates(
  jurisdiction: Jurisdiction,
  connection: Connection,
  incidents: readonly Place[],
  now: Date,
): Promise<CandidatesOf> {
  const agenciesFor = findTargets(jurisdiction);
  const agencyIds = agencyIdsFor(agenciesFor, incidents);
  const onDuty = await listOnDuty(connection, { agencyIds, at: now });
  return candidatesFrom(agenciesFor, { onDuty, staff: await listStaff(connection, { agencyIds }, now) });
}

/** What decides whom a step alerts and by which channel. */
export type StepFacts = { candidates: CandidatesOf; recipients: RecipientFacts };

/**
 * The same for the steps of these incidents, however many are due: one statement for a batch, with everything by which
 * people are notified. Needs the service role.
 */
export async function loadStepFacts(
  jurisdiction: Jurisdiction,
  connection: Connection,
  incidents: readonly IncidentToAlert[],
  { now, channels }: { now: Date; channels: ChannelsSetUp },
): Promise<StepFacts> {
  const agenciesFor = findTargets(jurisdiction);
  const agencyIds = agencyIdsFor(agenciesFor, incidents);
  const personIds = incidents.flatMap(etaOwnersOf);
  const wanted = { staffOf: agencyIds, agencyIds, personIds, incidentIds: incidents.map(({ id }) => id) };
  const recipients = await getRecipientFacts(connection, wanted, now);
  const candidates = candidatesFrom(agenciesFor, {
    onDuty: recipients.onDuty,
    staff: recipients.staff.map((one) => toStaff(one, now)),
    reachabilityOf: judgeReachabilityBy(recipients, { now, channels }),
  });
  return { candidates, recipients };
}

type AgenciesFor = ReturnType<typeof findTargets>;

function agencyIdsFor(agenciesFor: AgenciesFor, incidents: readonly Place[]): string[] {
  const agencies = incidents.flatMap((incident) =>
    ESCALATION_TARGETS.flatMap((target) => agenciesFor(target, incident)),
  );
  return [...new Set(agencies.map(({ id }) => id))];
}

function candidatesFrom(
  agenciesFor: AgenciesFor,
  known: { staff: readonly Staff[]; onDuty: RecipientFacts['onDuty'] } & Pick<AgencyCandidates, 'reachabilityOf'>,
): CandidatesOf {
  const onDuty = Map.groupBy(known.onDuty, ({ agencyId }) => agencyId);
  const staff = new Map<string, Staff[]>();
  for (const person of known.staff) {
    for (const agencyId of new Set(person.memberships.map((one) => one.agencyId))) {
      staff.set(agencyId, [...(staff.get(agencyId) ?? []), person]);
    }
  }
  return (target, incident) =>
    agenciesFor(target, incident).map((agency) => ({
      agency,
      staff: staff.get(agency.id) ?? [],
      onDuty: onDuty.get(agency.id) ?? [],
      reachabilityOf: known.reachabilityOf,
    }));
}
