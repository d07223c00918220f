/** Of everything fetched about cases; a live event on one reads it again. */
export const CASES_KEY = ['cases'] as const;
