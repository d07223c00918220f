import type { AlertContext, AlertingChannels } from '#capabilities/alerting';
import type { IncidentContext } from '#capabilities/incident';

/** The dependencies of this capability's commands; also passed on to incident and alerting. `channels` decide who is reachable. */
export type EscalationContext = IncidentContext & AlertContext & { channels: AlertingChannels };

/** Notifies the processes that a run has begun. */
export const ESCALATION_TOPIC = 'escalation';
