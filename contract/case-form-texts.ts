import en from './texts/case-forms.en.json' with { type: 'json' };
import th from './texts/case-forms.th.json' with { type: 'json' };

/** Names of the forms of a case, their fields and codes in one language. */
export type FormTexts = typeof th;
export const FORM_TEXTS: Record<'th' | 'en', FormTexts> = { th, en };
