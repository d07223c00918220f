import type { AlertingContext, Ways } from '#capabilities/alerting';
import type { IncidentContext } from '#capabilities/incident';

/**
 * What the commands of this capability work with: alerting's door and incident's are called with it too. `ways`: who can
 * be reached follows from the ways out there are.
 */
export type EscalationContext = IncidentContext & AlertingContext & { ways: Ways };

/** Wakes whoever climbs: an alert has just begun. */
export const LADDER_TOPIC = 'ladder';
