import type { HelpField } from './help-form-fields.ts';
import { type HelpFormTexts, labelHardship, labelHelpCode } from './help-form-texts.ts';
import { BUDDHIST } from './thai-day.ts';

/** In whose language and how days are written. */
export type HelpReader = { language: 'th' | 'en'; texts: HelpFormTexts; day(at: string): string };

/** What was filled in as a reader wants it, on a screen and on paper; undefined: nothing was. */
export function sayHelpValue(
  value: unknown,
  field: HelpField,
  { language, texts, day }: HelpReader,
): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  switch (field.as) {
    case 'code':
      return labelHelpCode(texts, field.list, String(value));
    case 'codes':
      return listOf(value)
        .map((code) => labelHelpCode(texts, field.list, code))
        .join(', ');
    case 'hardships':
      return listOf(value)
        .map((code) => labelHardship(texts, code))
        .join(', ');
    case 'names':
      return listOf(value).join(', ');
    case 'baht':
      return typeof value === 'number' ? value.toLocaleString('en') : String(value);
    case 'yes-no':
    case 'tick':
      return value === true ? '✓' : '✗';
    case 'birth': {
      const birth = value as { date?: string; year?: number };
      if (birth.date) return day(`${birth.date}T05:00:00Z`);
      return `~ ${language === 'th' ? (birth.year ?? 0) + BUDDHIST : birth.year}`;
    }
    case 'place':
      return undefined;
    default:
      return String(value);
  }
}

const listOf = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
