import type { AlertingChannels, AlertingContext } from '#capabilities/alerting';
import type { IncidentContext } from '#capabilities/incident';

/**
 * What the commands of this capability work with: alerting's door and incident's are called with it too. `channels`: who can
 * be reached follows from the ways out there are.
 */
export type EscalationContext = IncidentContext & AlertingContext & { channels: AlertingChannels };

/** Wakes whoever climbs: an alert has just begun. */
export const ESCALATION_TOPIC = 'escalation';
