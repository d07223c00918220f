import type { IncidentContext } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { AppEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { Notifier } from '#platform/events/notifier';
import type { RosterSource } from './read-roster.ts';
import type { RosterTable } from './roster-file.ts';

export type RosterReader = {
  /** @param of who sent it @throws AppError as `read-roster.ts`; `server/overloaded`, `request/too-many` */
  readRoster(source: RosterSource, of: string): Promise<RosterTable>;
};

/** What the commands of this capability work with. */
export type DutyContext = {
  clock: Clock;
  jurisdiction: Jurisdiction;
  notifier: Notifier;
  events: AppEvents;
} & RosterReader;

/** Exercises are incidents, opened through incident's door. */
export type ExerciseContext = DutyContext & { incident: IncidentContext };
