import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { AppEvents } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { SetPages } from '#platform/print/page-setter';

/** What the commands of this capability need. */
export type FamilyContext = { jurisdiction: Jurisdiction; clock: Clock; events: AppEvents };

/** What its queries need. */
export type FamilyQueryContext = Pick<FamilyContext, 'jurisdiction' | 'clock'>;

/** What the routes need besides. */
export type FamilyRoutesContext = FamilyContext & { setPages: SetPages };
