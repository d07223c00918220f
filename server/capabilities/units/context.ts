import type { AlertContext } from '#capabilities/alerting';
import type { IncidentContext } from '#capabilities/incident';
import type { LatLng } from '#contract/position';

/** Road routes to one place; undefined when the routing service does not answer, so that the estimate is used. */
export type RoadTimes = (
  from: LatLng[],
  to: LatLng,
) => Promise<({ minutes: number; metres: number } | null)[] | undefined>;

/** What the commands of this capability need; they call the commands of `incident` in the same transaction. */
export type UnitsContext = IncidentContext &
  AlertContext & {
    /** The operator's own routing service; without it travel times are estimated. */
    roadTimes?: RoadTimes | undefined;
  };
