import { expect, test } from 'vitest';
import type { CaseSummary } from '#contract/case-api';
import { filterCases, NO_FILTER } from './filter-cases.ts';

const aRow = (id: string, special: Partial<CaseSummary>) =>
  ({
    id,
    risk: null,
    status: 'assessing',
    hold: null,
    agency: { id: 'a', nameTh: 'ก', nameEn: null },
    ...special,
  }) as CaseSummary;
const rows = [
  aRow('nothing known', {}),
  aRow('high', { risk: 'high', status: 'planning' }),
  aRow('held', { status: 'planning', hold: { reason: 'away', until: '2026-11-30T17:00:00.000Z' } }),
  aRow('elsewhere', { agency: { id: 'b', nameTh: 'ข', nameEn: null } }),
];
const shown = (filter: object) => filterCases(rows, { ...NO_FILTER, ...filter }).map(({ id }) => id);

test('an empty filter shows all; each one takes away what does not fit; on hold is a mark on any status', () => {
  expect(shown({})).toHaveLength(4);
  expect(shown({ risk: 'high' })).toEqual(['high']);
  expect(shown({ risk: 'unknown' })).toEqual(['nothing known', 'held', 'elsewhere']);
  expect(shown({ status: 'planning' })).toEqual(['high', 'held']);
  expect(shown({ status: 'held' })).toEqual(['held']);
  expect(shown({ agencyId: 'b', risk: 'unknown' })).toEqual(['elsewhere']);
});
