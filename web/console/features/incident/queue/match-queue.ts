import { foldText } from '#contract/fold-text';
import type { IncidentSummary } from '#contract/incident';
import { shortPlace } from './short-place.ts';

/**
 * Gives all words of a row that it can be found by, folded; places and stations by both their names, whatever is on
 * screen. A row keeps its identity until it changes, so that a thousand are not folded again at each letter typed.
 */
export function searchedTexts(sayType: (type: IncidentSummary['type']) => string): (row: IncidentSummary) => string {
  const known = new WeakMap<IncidentSummary, string>();
  return (row) => {
    const { code, type, place, placeDetail, unitName, responsibleAgency } = row;
    const area = [shortPlace(place, 'th'), place.provinceTh, shortPlace(place, 'en'), place.provinceEn];
    const words = [
      code,
      sayType(type),
      placeDetail,
      ...area,
      responsibleAgency.nameTh,
      responsibleAgency.nameEn,
      unitName,
    ];
    const text = known.get(row) ?? foldText(words.filter(Boolean).join(' · '));
    known.set(row, text);
    return text;
  };
}

/** Whether each typed word stands in the folded text; nothing typed matches everything. */
export function matchesText(folded: string, typed: string): boolean {
  return foldText(typed)
    .split(' ')
    .every((word) => folded.includes(word));
}
