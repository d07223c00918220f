import { expect, test } from 'vitest';
import type { Unusual } from '#contract/access-review';
import { filterFindings, peopleIn } from './filter-findings.ts';
import type { Finding } from './views.ts';

const AT = '2026-11-21T02:00:00.000Z';

function aFinding(name: string | null, why: Unusual): Finding {
  const person = { id: `id of ${name}`, name, serves: [] };
  return { person, why, firstAt: AT, lastAt: AT, views: 1, incidents: [], incidentCount: 1 };
}

const findings = [
  aFinding(null, 'off-duty'),
  aFinding('ข้าวฟ่าง', 'off-duty'),
  aFinding('กล้วย', 'many-incidents'),
  aFinding('ข้าวฟ่าง', 'long-after-end'),
];

test('by person, by kind, by both', () => {
  expect(filterFindings(findings, { personId: null, why: null })).toHaveLength(4);
  expect(filterFindings(findings, { personId: null, why: 'off-duty' })).toHaveLength(2);
  expect(filterFindings(findings, { personId: 'id of ข้าวฟ่าง', why: 'long-after-end' })).toEqual([findings[3]]);
});

test('each person is listed once, in Thai alphabetical order', () => {
  expect(peopleIn(findings).map(({ name }) => name)).toEqual(['กล้วย', 'ข้าวฟ่าง', null]);
});
