import type { ReferralContext } from '#capabilities/referral';

/** What the commands of this capability need; also passed on to calls of referral's public API. */
export type EefContext = ReferralContext;

/** What its queries need. */
export type EefQueryContext = Pick<EefContext, 'jurisdiction' | 'clock'>;
