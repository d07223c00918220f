import { z } from 'zod';

/** Any visible character; spaces, direction marks and characters without width are not (U+2800 is a blank). */
const VISIBLE = /[^\s\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\u2800]/u;

/** False for a text without visible characters; the same rule in the form and in the server. */
export const isWritten = (text: string): boolean => VISIBLE.test(text);

/** PostgreSQL can store neither U+0000 nor half of a surrogate pair, so they are refused here. */
const kept = (longest: number, read: (text: string) => string) =>
  z
    .string()
    .overwrite((text) => (isWritten(text) ? read(text) : ''))
    .trim()
    .max(longest)
    .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'holds characters that can not be kept');

/** A text of a person; empty if it has no visible character. */
export const optionalText = (longest: number) => kept(longest, (text) => text);
export const requiredText = (longest: number) => optionalText(longest).min(1);
/** A name, in one line. */
export const requiredName = (longest: number) => kept(longest, asOneLine).min(1);

/** Pasted line breaks and invisible characters would hide or reverse parts of a text in a one-line field. */
export function asOneLine(text: string): string {
  return withoutInvisible(text).replace(/\s+/g, ' ').trim();
}

/** Joiners stay: they are part of emoji and of letters of other scripts. */
export function withoutInvisible(text: string): string {
  return text.replace(/[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g, '');
}

/** The text with its `{name}` filled in; a name without a value stays as it is. */
export function fillIn(text: string, values: Readonly<Record<string, unknown>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
