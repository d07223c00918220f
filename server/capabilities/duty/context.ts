import type { IncidentContext } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { AppEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { Wake } from '#platform/events/wake';

/** What the commands of this capability work with. */
export type DutyContext = { clock: Clock; jurisdiction: Jurisdiction; wake: Wake; events: AppEvents };

/** Exercises are incidents, opened through incident's door. */
export type ExerciseContext = DutyContext & { incident: IncidentContext };
