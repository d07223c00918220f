import { z } from 'zod';

/** Words of a person; PostgreSQL keeps neither U+0000 nor half of a surrogate pair, so they are refused here. */
export const words = (longest: number) =>
  z
    .string()
    .trim()
    .max(longest)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'holds characters that can not be kept');
export const someWords = (longest: number) => words(longest).min(1);
