import { useTranslation } from 'react-i18next';
import { isVague } from '#contract/position';
import { LANGUAGES, type Language } from '../text/language.ts';
import { splitDistance } from './distance.ts';

/** Texts in the language on the screen, and that language for formats. */
export function useText() {
  const { t, i18n } = useTranslation();
  const language: Language = LANGUAGES.find((known) => known === i18n.language) ?? 'th';
  const formatDistance = (metres: number): string => {
    const { unit, value } = splitDistance(metres);
    return t(`unit.${unit}`, { value });
  };
  /** The distance from the station; for an inaccurate place its accuracy, because "0 m" from its centre would be false. */
  const formatIncidentDistance = ({
    accuracyMetres,
    distanceMetres,
  }: {
    accuracyMetres: number | null;
    distanceMetres: number;
  }) =>
    isVague(accuracyMetres)
      ? t('fact.within', { distance: formatDistance(accuracyMetres) })
      : formatDistance(distanceMetres);
  return { t, language, formatDistance, formatIncidentDistance };
}
