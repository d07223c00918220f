import { z } from 'zod';

const segmenter = new Intl.Segmenter('th', { granularity: 'grapheme' });

/** Characters as a reader sees them: "แจ้งเหตุฉุกเฉิน" is 11, though it has 15 code points. */
export function countGraphemes(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

const tooLong = (min: number, max: number) => `Length must be between ${min} and ${max}`;

/** A non-empty string of at most `max` grapheme clusters (labels, texts that people read). */
export function graphemes(max: number) {
  return z
    .string()
    .min(1, 'May not be empty')
    .refine((text) => countGraphemes(text) <= max, tooLong(1, max));
}

/** A non-empty string of at most `max` UTF-16 units. Not zod's own max(): that counts code points. */
export function utf16(max: number, min = 1) {
  return z
    .string()
    .min(1, 'May not be empty')
    .refine((text) => text.length <= max, tooLong(min, max));
}

/** An array of `min` to `max` items, with LINE's error text for a wrong size. */
export function sized<T extends z.ZodType>(item: T, min: number, max: number) {
  const error = `Size must be between ${min} and ${max}`;
  return z.array(item).min(min, error).max(max, error);
}

/** One of the given values, with LINE's answer for any other. */
export function oneOf<const T extends readonly [string, ...string[]]>(values: T) {
  return z.enum(values, { error: (issue) => (issue.input === undefined ? undefined : listValues(values)) });
}

/** LINE's error text for a value outside a closed list. */
export function listValues(values: readonly string[]): string {
  return `Must be one of the following values: [${values.join(', ')}]`;
}
