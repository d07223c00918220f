import { expect, test } from 'vitest';
import { ROLES, type Role } from '#contract/permission';
import { findPage, isMissing, mainTasksFor, pagesFor } from './pages.ts';

const may = (...roles: Role[]) => ({ permissions: roles.flatMap((role) => [...ROLES[role]]) });
const pathsFor = (role: Role) => pagesFor(may(role)).map(({ path }) => path);

test('each page has its own address and its own place in the menu', () => {
  const all = pagesFor(may(...(Object.keys(ROLES) as Role[])));
  expect(all.length).toBeGreaterThan(13);
  expect(new Set(all.map(({ path }) => path)).size).toBe(all.length);
  expect(new Set(all.map(({ order }) => order)).size).toBe(all.length);
});

test('the menu has what the person may open, and nobody opens another page by its address', () => {
  expect(pathsFor('guest')).toEqual(['cases', 'account']);
  expect(pathsFor('administrator')).not.toContain('calls');
  expect(findPage({ name: 'page', page: 'calls' }, may('guest'))).toBeUndefined();
  expect(findPage({ name: 'page', page: 'calls', id: 'x' }, may('centre-191'))?.path).toBe('calls');
  expect(findPage({ name: 'page', page: 'account', id: 'x' }, may('guest'))).toBeUndefined();
});

test.each([
  [{ name: 'not-found' }, true],
  [{ name: 'page', page: 'elsewhere' }, true],
  [{ name: 'page', page: 'account', id: 'x' }, true],
  [{ name: 'page', page: 'calls', id: 'x' }, false],
  [{ name: 'map' }, false],
] as const)('%j is an address without a page: %s', (view, missing) => {
  expect(isMissing(view)).toBe(missing);
});

test('191’s main tasks are calls, call-backs and its area', () => {
  expect(mainTasksFor(may('centre-191'), 'list').map(({ path }) => path)).toEqual(['calls', 'call-backs', 'area']);
});

test('a care worker’s are cases, referrals and requests; above a page there is room for one more', () => {
  const paths = (above: 'list' | 'page') => mainTasksFor(may('caseworker'), above).map(({ path }) => path);
  expect(paths('list')).toEqual(['cases', 'referrals', 'help']);
  expect(paths('page')).toEqual(['cases', 'referrals', 'help', 'families']);
});
