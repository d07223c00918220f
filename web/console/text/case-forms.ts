import en from '../../../contract/texts/case-forms.en.json';
import th from '../../../contract/texts/case-forms.th.json';

/** Names of the forms of a case, their fields and codes. */
export const FORM_TEXTS = { th, en: en satisfies typeof th };
export type FormTexts = typeof th;
