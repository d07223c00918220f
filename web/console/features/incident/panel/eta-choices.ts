/** Minutes, by the keys 1 to 5. */
export const ETA_CHOICES = [5, 8, 10, 15, 20] as const;
