import { useTranslation } from 'react-i18next';
import { isVague } from '#contract/position';
import { LANGUAGES, type Language } from '../text/language.ts';
import { splitDistance } from './distance.ts';

/** The words of the language on the screen, and that language for formats. */
export function useText() {
  const { t, i18n } = useTranslation();
  const language: Language = LANGUAGES.find((known) => known === i18n.language) ?? 'th';
  const formatDistance = (metres: number): string => {
    const { unit, value } = splitDistance(metres);
    return t(`unit.${unit}`, { value });
  };
  /** How far from the station; of a place known roughly only that, because "0 m" from its middle would be false. */
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
