import type { QuietHours } from './quiet-hours.ts';

/** Which channels a person wants. */
export type Settings = { webPush: boolean; line: boolean; quiet: QuietHours | null };

/** As stored: quiet hours in minutes since midnight. */
export type SettingsRow = {
  personId: string;
  webPush: boolean;
  line: boolean;
  from: number | null;
  until: number | null;
};

/** A person who never changed their settings has no row. */
export function toSettings(row: SettingsRow | undefined): Settings {
  if (!row) return { webPush: true, line: true, quiet: null };
  const { webPush, line, from, until } = row;
  return { webPush, line, quiet: from === null || until === null ? null : { from, until } };
}
