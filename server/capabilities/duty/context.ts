import type { IncidentContext } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { AppEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { Notifier } from '#platform/events/notifier';
import type { RosterSource } from './read-roster.ts';
import type { RosterTable } from './roster-file.ts';

export type RosterReader = {
  /** @param of the sender's id @throws AppError as `read-roster.ts`; `server/overloaded`, `request/too-many` */
  readRoster(source: RosterSource, of: string): Promise<RosterTable>;
};

/** What the commands of this capability need. */
export type DutyContext = {
  clock: Clock;
  jurisdiction: Jurisdiction;
  notifier: Notifier;
  events: AppEvents;
} & RosterReader;

/** Exercises are incidents, opened through the public API of `incident`. */
export type ExerciseContext = DutyContext & { incident: IncidentContext };
