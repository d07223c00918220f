import { expect, test } from 'vitest';
import { anIncident } from '../../incident/an-incident.ts';
import { choicesOf, countByUrgency, EVERYTHING, filterArea } from './figures.ts';

const NOW = Date.parse('2026-11-21T03:00:00.000Z');
const unanswered = anIncident(1);
const late = anIncident(2, { status: 'en-route', etaAt: '2026-11-21T02:50:00.000Z' });
const soon = anIncident(3, { status: 'en-route', etaAt: '2026-11-21T03:10:00.000Z' });
const exercise = anIncident(4, { isExercise: true });
const all = [unanswered, late, soon, exercise];

test('each incident counts once, in what it asks of the desk; an exercise counts nowhere', () => {
  expect(countByUrgency(all, NOW, new Set())).toEqual({
    ...{ unanswered: 1, asked: 0, late: 1, 'on-the-way': 1, 'in-hand': 0 },
  });
});

test('filters leave the order and take away only what does not fit', () => {
  expect(filterArea(all, EVERYTHING, NOW, new Set())).toEqual(all);
  expect(filterArea(all, { ...EVERYTHING, urgency: 'late' }, NOW, new Set())).toEqual([late]);
  expect(filterArea(all, { ...EVERYTHING, provinceCode: '99' }, NOW, new Set())).toEqual([]);
  expect(filterArea(all, { ...EVERYTHING, agencyId: late.responsibleAgency.id }, NOW, new Set())).toContain(late);
});

test('there is to choose what is there, each once', () => {
  const { provinces, agencies } = choicesOf(all, 'th');
  expect(provinces).toHaveLength(1);
  expect(agencies).toHaveLength(new Set(all.map(({ responsibleAgency }) => responsibleAgency.id)).size);
});
