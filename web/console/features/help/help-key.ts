/** Of everything fetched about requests for help; a live event on one reads it again. */
export const HELP_KEY = ['help'] as const;
