import type { IncidentContext } from '#capabilities/incident';
import type { Notifier } from '#platform/events/notifier';
import type { RosterSource } from './read-roster.ts';
import type { RosterTable } from './roster-file.ts';

export type RosterReader = {
  /** @param of the sender's id @throws AppError as `read-roster.ts`; `server/overloaded`, `request/too-many` */
  readRoster(source: RosterSource, of: string): Promise<RosterTable>;
};

/** What the commands of this capability need; exercises are incidents, opened through the public API of `incident`. */
export type DutyContext = IncidentContext & RosterReader & { notifier: Notifier };
