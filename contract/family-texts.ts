import en from './texts/families.en.json' with { type: 'json' };
import th from './texts/families.th.json' with { type: 'json' };

/** Names of what is measured of a family, of its codes, steps and statuses, in one language. */
export type FamilyTexts = typeof th;
export const FAMILY_TEXTS: Record<'th' | 'en', FamilyTexts> = { th, en };

/** What an answer says, as `ผ่อนได้`. */
export function answerText(
  texts: FamilyTexts,
  indicator: keyof FamilyTexts['codes'],
  answer: string | undefined,
): string {
  const codes: Readonly<Record<string, string>> = texts.codes[indicator];
  return (answer !== undefined && codes[answer]) || texts.unknown;
}
