import { expect, test } from 'vitest';
import { readWithout } from './without.ts';

const known = ['browser', 'thai-fonts'];

test('known names are taken, together or one by one', () => {
  expect(readWithout([], known)).toEqual({ names: [] });
  expect(readWithout(['--without=browser,thai-fonts'], known)).toEqual({ names: known });
  expect(readWithout(['--without=browser', '--without=thai-fonts'], known)).toEqual({ names: known });
});

test.each(['--without=browsers', '--without', '--without=', 'browser', '--without=browser,'])(
  '%s is a mistake and the known names are listed',
  (word) => {
    expect(readWithout([word], known)).toMatchObject({ mistake: expect.stringContaining('--without=thai-fonts') });
  },
);
