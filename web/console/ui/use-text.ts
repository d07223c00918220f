import type { FlatNamespace } from 'i18next';
import { useTranslation } from 'react-i18next';
import { isVague } from '#contract/vague-place';
import { LANGUAGES, type Language } from '../text/language.ts';
import { splitDistance } from './distance.ts';

/**
 * Texts in the language on the screen, and that language for formats. `namespace`: of texts that are not in the first load,
 * see `text/add-texts.ts`.
 */
export function useText<N extends FlatNamespace = 'translation'>(namespace?: N) {
  const { t, i18n } = useTranslation(namespace);
  const language: Language = LANGUAGES.find((known) => known === i18n.language) ?? 'th';
  const formatDistance = (metres: number): string => {
    const { unit, value } = splitDistance(metres);
    return i18n.t(`unit.${unit}`, { value });
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
      ? i18n.t('fact.within', { distance: formatDistance(accuracyMetres) })
      : formatDistance(distanceMetres);
  return { t, language, formatDistance, formatIncidentDistance };
}
