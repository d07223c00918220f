import type { NamedAgency } from '#contract/incident';
import type { Language } from '../../text/language.ts';

export function formatAgency({ nameTh, nameEn }: Pick<NamedAgency, 'nameTh' | 'nameEn'>, language: Language): string {
  return language === 'en' ? (nameEn ?? nameTh) : nameTh;
}
