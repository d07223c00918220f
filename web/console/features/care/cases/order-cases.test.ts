import { expect, test } from 'vitest';
import { groupCases, nextActOf } from './order-cases.ts';

type Row = Parameters<typeof groupCases>[0][number];
const ME = 'me';
let number = 0;
function aRow(change: Partial<Row> = {}): Row {
  number += 1;
  const id = String(number).padStart(6, '0');
  return {
    ...{ code: `CS-2569-${id}`, status: 'assessing', risk: 'low', isOffered: false, waitingSince: null },
    ...{ worker: { id: ME, name: 'ฉัน' }, hold: null, openedAt: '2026-11-26T01:00:00.000Z' },
    ...change,
  };
}

test('what nobody has stands on top, then what is offered to me, mine, and that of others', () => {
  const others = aRow({ worker: { id: 'other', name: 'คนอื่น' } });
  const mine = aRow();
  const offered = aRow({ isOffered: true });
  const nobody = aRow({ status: 'registered', worker: null, waitingSince: '2026-11-26T01:00:00.000Z' });
  const groups = groupCases([others, mine, offered, nobody], ME);
  expect(groups.map(({ group, cases }) => [group, cases.map(({ code }) => code)])).toEqual([
    ['nobody', [nobody.code]],
    ['offered', [offered.code]],
    ['mine', [mine.code]],
    ['others', [others.code]],
  ]);
  expect(groupCases([], ME)).toEqual([]);
});

test('in a group: high or unknown risk first, then who waits longest; on hold last', () => {
  const held = aRow({ risk: 'high', hold: { reason: 'away', until: '2026-12-01T00:00:00.000Z' } });
  const low = aRow();
  const late = aRow({ risk: null, openedAt: '2026-11-26T02:00:00.000Z' });
  const early = aRow({ risk: 'high' });
  const [group] = groupCases([held, low, late, early], ME);
  expect(group?.cases.map(({ code }) => code)).toEqual([early.code, late.code, low.code, held.code]);
});

test('a row says the act, not the form', () => {
  expect(nextActOf(aRow({ status: 'reopened' }))).toBe('accept');
  expect(nextActOf(aRow({ status: 'planning', isOffered: true }))).toBe('answer');
  expect(nextActOf(aRow({ hold: { reason: 'away', until: '2026-12-01T00:00:00.000Z' } }))).toBe('on-hold');
  expect(nextActOf(aRow({ status: 'implementing' }))).toBe('help');
});
