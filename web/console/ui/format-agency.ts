import type { NamedAgency } from '#contract/incident';
import type { Language } from '../text/language.ts';

/** The agency's name in the language on the screen; Thai if it has no English name. */
export function formatAgency({ nameTh, nameEn }: Pick<NamedAgency, 'nameTh' | 'nameEn'>, language: Language): string {
  return language === 'en' ? (nameEn ?? nameTh) : nameTh;
}
