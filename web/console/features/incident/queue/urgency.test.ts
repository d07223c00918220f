import { describe, expect, test } from 'vitest';
import { anIncident } from '../an-incident.ts';
import { minutesToEta, urgencyOf } from './urgency.ts';

const NOW = Date.parse('2026-11-21T02:30:00.000Z');
const nobody = new Set<string>();

describe('what an incident asks for', () => {
  test('an incident whose ETA has passed is late until somebody is on scene', () => {
    const withEta = { etaAt: '2026-11-21T02:29:00.000Z' };
    expect(urgencyOf(anIncident(1, { ...withEta, status: 'en-route' }), NOW, nobody)).toBe('late');
    expect(urgencyOf(anIncident(1, { ...withEta, status: 'on-scene' }), NOW, nobody)).toBe('in-hand');
  });

  test('unanswered stays unanswered, even with an old ETA or a pending transfer', () => {
    const transferTo = { id: 'us', nameTh: 'เรา', nameEn: null };
    const incident = anIncident(1, { status: 'reopened', etaAt: '2026-11-21T02:00:00.000Z', transferTo });
    expect(urgencyOf(incident, NOW, new Set(['us']))).toBe('unanswered');
  });

  test('a transfer waits for the agency that is asked, not for others', () => {
    const transferTo = { id: 'them', nameTh: 'เขา', nameEn: null };
    const incident = anIncident(1, { status: 'acknowledged', transferTo });
    expect(urgencyOf(incident, NOW, new Set(['us']))).toBe('in-hand');
    expect(urgencyOf(incident, NOW, new Set(['them']))).toBe('asked');
  });
});

describe('minutes to the ETA', () => {
  test.each([
    ['2026-11-21T02:35:30.000Z', { left: 6 }],
    ['2026-11-21T02:30:01.000Z', { left: 1 }],
    ['2026-11-21T02:30:00.000Z', { left: 1 }],
    ['2026-11-21T02:29:59.000Z', { late: 1 }],
    ['2026-11-21T02:27:00.000Z', { late: 3 }],
  ])('%s', (etaAt, expected) => {
    expect(minutesToEta(etaAt, NOW)).toEqual(expected);
  });
});
