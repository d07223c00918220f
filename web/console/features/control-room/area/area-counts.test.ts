import { expect, test } from 'vitest';
import type { IncidentSummary } from '#contract/incident';
import { choicesOf, countByUrgency, EVERYTHING, filterArea } from './area-counts.ts';

const AGENCY = { id: '00000000-0000-4000-8000-0000000000aa', nameTh: 'สภ.สมมติ', nameEn: 'Sommot' };
const PLACE = { provinceCode: '65', provinceTh: 'พิษณุโลก', provinceEn: 'Phitsanulok' };

/** The fields that are counted; the rest of a row does not matter here. */
function anIncident(number: number, change: Partial<IncidentSummary> = {}): IncidentSummary {
  const row = {
    status: 'open',
    duressAt: null,
    duressSeenAt: null,
    etaAt: null,
    transferTo: null,
    isExercise: false,
    responsibleAgency: AGENCY,
  };
  return { id: String(number), ...row, place: PLACE, ...change } as IncidentSummary;
}

const NOW = Date.parse('2026-11-21T03:00:00.000Z');
const unanswered = anIncident(1);
const late = anIncident(2, { status: 'en-route', etaAt: '2026-11-21T02:50:00.000Z' });
const soon = anIncident(3, { status: 'en-route', etaAt: '2026-11-21T03:10:00.000Z' });
const exercise = anIncident(4, { isExercise: true });
const forced = anIncident(5, { status: 'on-scene', duressAt: '2026-11-21T02:59:00.000Z' });
const all = [forced, unanswered, late, soon, exercise];

test('each incident is counted once, by its urgency; an exercise is not counted', () => {
  expect(countByUrgency(all, NOW, new Set())).toEqual({
    ...{ duress: 1, unanswered: 1, asked: 0, late: 1, 'on-the-way': 1, 'in-hand': 0 },
  });
});

test('filters keep the order and remove only what does not match', () => {
  expect(filterArea(all, EVERYTHING, NOW, new Set())).toEqual(all);
  expect(filterArea(all, { ...EVERYTHING, urgency: 'late' }, NOW, new Set())).toEqual([late]);
  expect(filterArea(all, { ...EVERYTHING, provinceCode: '99' }, NOW, new Set())).toEqual([]);
  expect(filterArea(all, { ...EVERYTHING, agencyId: late.responsibleAgency.id }, NOW, new Set())).toContain(late);
});

test('the choices are what occurs in the list, each once', () => {
  const { provinces, agencies } = choicesOf(all, 'th');
  expect(provinces).toHaveLength(1);
  expect(agencies).toHaveLength(new Set(all.map(({ responsibleAgency }) => responsibleAgency.id)).size);
});
