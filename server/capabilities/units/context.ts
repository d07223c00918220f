import type { IncidentContext } from '#capabilities/incident';
import type { LatLng } from '#contract/position';
import type { Notifier } from '#platform/events/notifier';

/** Asks for ways by road to one place; undefined when it can't be said now, and the estimate stands. */
export type RoadTimes = (
  from: LatLng[],
  to: LatLng,
) => Promise<({ minutes: number; metres: number } | null)[] | undefined>;

/** What the commands of this capability work with: an incident's acts run in the same transaction. */
export type UnitsContext = IncidentContext & {
  /** Tells other processes that an order is to go out. */
  notifier: Pick<Notifier, 'send'>;
  /** A routing service of the user's own; without it travel times are estimated. */
  roadTimes?: RoadTimes | undefined;
};
