import { expect, test } from 'vitest';
import { keyName } from './use-keys.ts';

test('letters are known by their place, so that they work while the keyboard types Thai', () => {
  expect(keyName({ code: 'KeyA', key: 'ฟ', shiftKey: false })).toBe('a');
  expect(keyName({ code: 'Digit3', key: '-', shiftKey: false })).toBe('3');
  expect(keyName({ code: 'Numpad5', key: '5', shiftKey: false })).toBe('5');
  expect(keyName({ code: 'Slash', key: 'ฦ', shiftKey: true })).toBe('?');
  expect(keyName({ code: 'Escape', key: 'Escape', shiftKey: false })).toBe('escape');
});
