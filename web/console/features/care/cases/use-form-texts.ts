import type { FormReader } from '#contract/case-form-lines';
import { FORM_TEXTS, type FormTexts } from '#contract/case-form-texts';
import type { Language } from '../../../text/language.ts';
import { formatDateAndTime } from '../../../ui/format-time.ts';
import { formatDay } from '../../../ui/thai-day.ts';
import { useText } from '../../../ui/use-text.ts';

/** Names of forms, fields and codes in the language on the screen. */
export function useFormTexts(): FormTexts {
  return FORM_TEXTS[useText().language];
}

/** Who reads a form: days and times as everywhere on the screen. */
export function readerOf(language: Language): FormReader {
  return { language, day: (day) => formatDay(day, language), moment: (at) => formatDateAndTime(at, language) };
}
