/** Of everything fetched about referrals; a live event on one reads it again. */
export const REFERRALS_KEY = ['referrals'] as const;
