import en from './messages/en.json' with { type: 'json' };
import th from './messages/th.json' with { type: 'json' };

export type DutyMessageKey = keyof typeof th;

/** What staff are told in their own chat: Thai first, English below, because nobody's language is known there. */
export function formatDutyMessage(
  word: DutyMessageKey,
  agency: { nameTh: string; nameEn: string | null } | undefined,
): string {
  const thai = th[word].replace('{agency}', agency?.nameTh ?? '');
  const english = en[word].replace('{agency}', agency?.nameEn ?? agency?.nameTh ?? '');
  return `${thai}\n\n${english}`;
}
