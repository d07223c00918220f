import type { IntakeContext } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { AppEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';

/** What the commands of this capability need; `intake` is passed on to calls of intake's public API. */
export type CareContext = { clock: Clock; events: AppEvents; jurisdiction: Jurisdiction; intake: IntakeContext };
