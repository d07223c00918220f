import type { CareContext } from '#capabilities/care';

/** What the commands of this capability need; also passed on to calls of care's public API. */
export type ReferralContext = CareContext;

/** What most of its queries need. */
export type ReferralQueryContext = Pick<ReferralContext, 'jurisdiction' | 'clock'>;
