import { describe, expect, test } from 'vitest';
import { splitDistance } from './distance.ts';
import { formatDate, formatElapsed, formatMoment, formatTime, formatTimeWithSeconds } from './format-time.ts';

const AT = '2026-11-20T19:14:05.000Z';

describe('formats of times', () => {
  test('Bangkok, 24 hours', () => {
    expect(formatTime(AT, 'th')).toBe('02:14');
    expect(formatTimeWithSeconds(AT, 'en')).toBe('02:14:05');
    expect(formatTime('2026-11-20T17:00:00.000Z', 'th')).toBe('00:00');
  });

  test('Thai dates have the Buddhist year, without the era', () => {
    expect(formatDate(AT, 'th')).toBe('21 พ.ย. 2569');
    expect(formatDate(AT, 'en')).toBe('21 Nov 2026');
  });

  test('the date is shown unless it is today', () => {
    expect(formatMoment(AT, Date.parse('2026-11-21T01:00:00.000Z'), 'th')).toBe('02:14');
    expect(formatMoment(AT, Date.parse('2026-11-21T18:00:00.000Z'), 'th')).toBe('21 พ.ย. 2569 02:14');
  });

  test.each([
    [-500, '00:00'],
    [42_900, '00:42'],
    [725_000, '12:05'],
    [3_723_000, '1:02:03'],
  ])('a running clock at %i ms', (milliseconds, text) => {
    expect(formatElapsed(milliseconds)).toBe(text);
  });
});

test.each([
  [4, 'metres', '4'],
  [74, 'metres', '70'],
  [994, 'metres', '990'],
  [995, 'kilometres', '1.0'],
  [12_940, 'kilometres', '12.9'],
  [131_200, 'kilometres', '131'],
] as const)('%i m is said in %s', (metres, unit, value) => {
  expect(splitDistance(metres)).toEqual({ unit, value });
});
