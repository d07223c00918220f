import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { Clock } from '#platform/clock';

/** What the commands and queries of this capability need. */
export type ServicesContext = { clock: Clock; jurisdiction: Jurisdiction };
