import { expect, test } from 'vitest';
import { WORK_ACTS } from './case-work.ts';
import en from './texts/case-work.en.json' with { type: 'json' };
import th from './texts/case-work.th.json' with { type: 'json' };

test.each([th, en])('every act has words in both languages', (texts) => {
  expect(Object.keys(texts)).toEqual([...WORK_ACTS]);
  expect(Object.values(texts).every((text) => text.length > 0)).toBe(true);
});
