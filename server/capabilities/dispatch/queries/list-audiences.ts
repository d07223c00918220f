import type { Actor } from '#capabilities/access';
import { audiencesOfPerson } from '#capabilities/incident';
import { UNFINISHED_AUDIENCE, UNFINISHED_PHONE_AUDIENCE } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { unitAudiencesOf } from '#capabilities/patrol';
import { OPERATOR_AUDIENCE } from '#platform/operator-alarms/live-topics';

/** What of the live stream concerns this person. */
export function listAudiences(jurisdiction: Jurisdiction, actor: Actor): string[] {
  const unfinished = actor.permissions.has('report:view-phone') ? UNFINISHED_PHONE_AUDIENCE : UNFINISHED_AUDIENCE;
  return [
    ...audiencesOfPerson(jurisdiction, actor),
    ...unitAudiencesOf(jurisdiction, actor),
    ...(actor.permissions.has('report:view-unfinished') ? [unfinished] : []),
    ...(actor.permissions.has('operator:view-alarms') ? [OPERATOR_AUDIENCE] : []),
  ];
}
