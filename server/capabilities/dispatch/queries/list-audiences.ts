import { type Actor, agenciesWith } from '#capabilities/access';
import { sightAudience, sightsFrom } from '#capabilities/incident';
import { UNFINISHED_AUDIENCE } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { OPERATOR_AUDIENCE } from '#platform/operator-alarms/live-topics';

/** What of the live stream concerns this person. */
export function listAudiences(jurisdiction: Jurisdiction, actor: Actor): string[] {
  const sights = sightsFrom(jurisdiction, agenciesWith(actor, 'incident:view'));
  return [
    ...sights.map(sightAudience),
    ...(actor.permissions.has('report:view-unfinished') ? [UNFINISHED_AUDIENCE] : []),
    ...(actor.permissions.has('operator:view-alarms') ? [OPERATOR_AUDIENCE] : []),
  ];
}
