import { useTranslation } from 'react-i18next';
import { LANGUAGES, type Language } from '../text/language.ts';
import { splitDistance } from './distance.ts';

/** The words of the language on the screen, and that language for formats. */
export function useWords() {
  const { t, i18n } = useTranslation();
  const language: Language = LANGUAGES.find((known) => known === i18n.language) ?? 'th';
  const sayDistance = (metres: number): string => {
    const { unit, value } = splitDistance(metres);
    return t(`unit.${unit}`, { value });
  };
  return { t, language, sayDistance };
}
