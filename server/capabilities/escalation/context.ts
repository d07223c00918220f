import type { AlertingContext } from '#capabilities/alerting';
import type { IncidentContext } from '#capabilities/incident';

/** What the commands of this capability work with: alerting's door and incident's are called with it too. */
export type EscalationContext = IncidentContext & AlertingContext;

/** Wakes whoever climbs: an alert has just begun. */
export const LADDER_TOPIC = 'ladder';
