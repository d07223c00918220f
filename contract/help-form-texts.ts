import { findHelpField } from './help-form-fields.ts';
import en from './texts/help-form.en.json' with { type: 'json' };
import th from './texts/help-form.th.json' with { type: 'json' };

/** Names of the fields, codes and public statuses of a request for help in one language. */
export type HelpFormTexts = typeof th;
export const HELP_FORM_TEXTS: Record<'th' | 'en', HelpFormTexts> = { th, en };

type Names = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The label of a field by its path; of a row also which one it is: "คนในบ้าน 3: ชื่อ นามสกุล". */
export function labelHelpField(texts: HelpFormTexts, path: string): string {
  const [section = '', key = '', at, inner] = path.split('.');
  const labels = (texts.fields as Names)[section] ?? {};
  const field = findHelpField(path);
  if (!field) return (texts.sections as Readonly<Record<string, string>>)[section] ?? path;
  const label = labels[key] ?? labels[field.key] ?? path;
  return at === undefined || inner === undefined ? label : `${label} ${Number(at) + 1}: ${labels[inner] ?? inner}`;
}

export function labelHelpCode(texts: HelpFormTexts, list: string, code: string): string {
  return (texts.codes as Names)[list]?.[code] ?? code;
}

export function labelHardship(texts: HelpFormTexts, code: string): string {
  return (texts.hardships as Readonly<Record<string, string>>)[code] ?? code;
}
