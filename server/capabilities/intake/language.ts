import type { ReporterInput } from '#events/inbound';
import type { Language } from './say.ts';

/** The language to answer a first word in, before the person's app has told us theirs: Thai, unless it is in Latin letters. */
export function guessLanguage(input: ReporterInput): Language {
  if (input.kind !== 'text') return 'th';
  return /[a-z]{2}/i.test(input.text) && !/[ก-๙]/.test(input.text) ? 'en' : 'th';
}
