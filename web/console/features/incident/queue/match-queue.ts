import { foldText } from '#contract/fold-text';
import type { IncidentSummary } from '#contract/incident';
import { shortPlace } from './short-place.ts';

/**
 * The searchable text of each row, folded; with both names of places and stations, whatever the language on screen.
 * Rows keep their identity until they change, so the text is not folded again with every letter typed.
 */
export function searchedTexts(formatType: (type: IncidentSummary['type']) => string): (row: IncidentSummary) => string {
  const known = new WeakMap<IncidentSummary, string>();
  return (row) => {
    const { code, type, place, placeDetail, unitName, responsibleAgency } = row;
    const area = [shortPlace(place, 'th'), place.provinceTh, shortPlace(place, 'en'), place.provinceEn];
    const parts = [
      code,
      formatType(type),
      placeDetail,
      ...area,
      responsibleAgency.nameTh,
      responsibleAgency.nameEn,
      unitName,
    ];
    const text = known.get(row) ?? foldText(parts.filter(Boolean).join(' · '));
    known.set(row, text);
    return text;
  };
}

/** Whether every typed word occurs in the folded text; an empty search matches everything. */
export function matchesText(folded: string, typed: string): boolean {
  return foldText(typed)
    .split(' ')
    .every((word) => folded.includes(word));
}
