import type { QuietHours } from './quiet-hours.ts';

/** Which channels a person wants. */
export type Settings = { webPush: boolean; line: boolean; quiet: QuietHours | null };

/** The settings of a person who never changed them. */
export const DEFAULT_SETTINGS: Settings = { webPush: true, line: true, quiet: null };
