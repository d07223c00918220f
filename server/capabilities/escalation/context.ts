import type { AlertContext } from '#capabilities/alerting';
import type { IncidentContext } from '#capabilities/incident';
import type { Log } from '#platform/log';
import type { Policies } from './policies.ts';

/** The dependencies of this capability's commands; also passed on to incident and alerting. */
export type EscalationContext = IncidentContext & AlertContext & { policies: Policies; log: Log };

/** Notifies the processes that a run has begun. */
export const ESCALATION_TOPIC = 'escalation';
