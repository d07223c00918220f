import { expect, test } from 'vitest';
import { agenciesToAsk, callPeople, type Marked } from './called-people.ts';

const serves = (id: string, agencyId: string, role: 'caseworker' | 'care-supervisor' | 'provincial-social-office') => ({
  id,
  memberships: [{ agencyId, role, fromDate: '2026-01-01', untilDate: null }] as never,
});
const staff = [
  serves('worker', 'centre', 'caseworker'),
  serves('colleague', 'centre', 'caseworker'),
  serves('supervisor', 'centre', 'care-supervisor'),
  serves('alone', 'small', 'caseworker'),
  serves('province', 'office', 'provincial-social-office'),
];
const officeOf = () => 'office';
const names = (marked: Marked[]) => {
  const { reminded, told } = callPeople(marked, staff, officeOf);
  return [reminded.map(({ personId }) => personId), told.map(({ personId }) => personId)];
};
const mark = (
  mark: Marked['mark'],
  agencyId = 'centre',
  workerId: string | null = 'worker',
  barredIds: string[] = [],
): Marked => ({
  mark,
  agencyId,
  workerId,
  barredIds,
});

test('half time is the worker’s; of a case that nobody has accepted, everybody’s who could', () => {
  expect(names([mark('half')])).toEqual([['worker'], []]);
  expect(names([mark('half', 'centre', null)])).toEqual([['worker', 'colleague', 'supervisor'], []]);
});

test('when it is due the supervisor learns of it, or the province where there is none; a day later the province', () => {
  expect(names([mark('due')])).toEqual([[], ['supervisor']]);
  expect(names([mark('due', 'small', 'alone')])).toEqual([[], ['province']]);
  expect(names([mark('province')])).toEqual([[], ['province']]);
});

test('however much is late at once, each person is called once; of an office’s own case the office', () => {
  expect(names([mark('due'), mark('due'), mark('province'), mark('half'), mark('half')])).toEqual([
    ['worker'],
    ['supervisor', 'province'],
  ]);
  expect(names([mark('due', 'office', 'province')])).toEqual([[], ['province']]);
  expect(agenciesToAsk([mark('due'), mark('due', 'small')], officeOf)).toEqual(['centre', 'office', 'small']);
});

test('whoever is barred from the case is not called, and where nobody is left the province is', () => {
  expect(names([mark('half', 'centre', null, ['colleague'])])).toEqual([['worker', 'supervisor'], []]);
  expect(names([mark('due', 'centre', 'worker', ['supervisor'])])).toEqual([[], ['province']]);
});
