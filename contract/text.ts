import { z } from 'zod';

/** Any sign that somebody sees; blanks, marks of direction and characters without width are none (U+2800 is a blank). */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]/u;

/** False of a text in which nobody sees anything: the same for the form that asks and the server that keeps. */
export const isWritten = (text: string): boolean => VISIBLE.test(text);

/** PostgreSQL keeps neither U+0000 nor half of a surrogate pair, so they are refused here. */
const kept = (longest: number, read: (text: string) => string) =>
  z
    .string()
    .overwrite((text) => (isWritten(text) ? read(text) : ''))
    .trim()
    .max(longest)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'holds characters that can not be kept');

/** Words of a person; empty where nothing of them could be seen. */
export const optionalText = (longest: number) => kept(longest, (text) => text);
export const requiredText = (longest: number) => optionalText(longest).min(1);
/** What somebody or something is called, in one line. */
export const requiredName = (longest: number) => kept(longest, asOneLine).min(1);

/** Pasted line breaks and signs that cannot be seen would hide words in a field of one line, or turn them around. */
export function asOneLine(text: string): string {
  return withoutInvisible(text).replace(/\s+/g, ' ').trim();
}

/** Joiners stay: they make one picture of several, and letters of other writings. */
export function withoutInvisible(text: string): string {
  return text.replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '');
}
