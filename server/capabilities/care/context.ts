import type { IntakeContext } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';

/** What the commands of this capability need; also passed on to calls of intake's public API. */
export type CareContext = IntakeContext & { jurisdiction: Jurisdiction };

/** What most of its queries need. */
export type CareQueryContext = Pick<CareContext, 'jurisdiction' | 'clock'>;
