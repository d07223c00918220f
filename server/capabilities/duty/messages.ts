import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };

export type DutyMessageKey = keyof typeof th;

/** A reply in a staff member's chat: Thai first, English below, because their language is not known there. */
export function formatDutyMessage(
  key: DutyMessageKey,
  agency: { nameTh: string; nameEn: string | null } | undefined,
): string {
  const thai = th[key].replace('{agency}', agency?.nameTh ?? '');
  const english = en[key].replace('{agency}', agency?.nameEn ?? agency?.nameTh ?? '');
  return `${thai}\n\n${english}`;
}
