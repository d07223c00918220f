import type { IncidentSummary } from '#contract/incident';
import { type MyAgencies, type Urgency, urgencyOf } from '../../incident/index.ts';

export type Counted = Exclude<Urgency, 'over'>;
export const COUNTED = ['duress', 'unanswered', 'asked', 'late', 'on-the-way', 'in-hand'] as const satisfies Counted[];

/** Filter of the list; null: all. */
export type AreaFilter = { provinceCode: string | null; agencyId: string | null; urgency: Counted | null };
export const EVERYTHING: AreaFilter = { provinceCode: null, agencyId: null, urgency: null };

/** Number of incidents by urgency. An exercise is shown but never counted. */
export function countByUrgency(
  incidents: readonly IncidentSummary[],
  now: number,
  mine: MyAgencies,
): Record<Counted, number> {
  const counts = { duress: 0, unanswered: 0, asked: 0, late: 0, 'on-the-way': 0, 'in-hand': 0 };
  for (const incident of incidents) {
    const urgency = urgencyOf(incident, now, mine);
    if (urgency !== 'over' && !incident.isExercise) counts[urgency] += 1;
  }
  return counts;
}

/** Keeps the given order: unanswered first. */
export function filterArea(
  incidents: readonly IncidentSummary[],
  { provinceCode, agencyId, urgency }: AreaFilter,
  now: number,
  mine: MyAgencies,
): IncidentSummary[] {
  return incidents.filter(
    (incident) =>
      (provinceCode === null || incident.place.provinceCode === provinceCode) &&
      (agencyId === null || incident.responsibleAgency.id === agencyId) &&
      (urgency === null || urgencyOf(incident, now, mine) === urgency),
  );
}

/** The choices of both filters, each once, by name. */
export function choicesOf(incidents: readonly IncidentSummary[], language: 'th' | 'en') {
  const named = (th: string, en: string | null) => (language === 'en' ? (en ?? th) : th);
  const provinces = new Map(
    incidents.map(({ place }) => [place.provinceCode, named(place.provinceTh, place.provinceEn)]),
  );
  const agencies = new Map(
    incidents.map(({ responsibleAgency: { id, nameTh, nameEn } }) => [id, named(nameTh, nameEn)]),
  );
  const sorted = (found: Map<string, string>) =>
    [...found].map(([value, label]) => ({ value, label })).sort((a, b) => a.label.localeCompare(b.label, language));
  return { provinces: sorted(provinces), agencies: sorted(agencies) };
}
