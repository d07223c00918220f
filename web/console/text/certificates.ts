import { addTexts } from './add-texts.ts';
import en from './certificates.en.json';
import th from './certificates.th.json';

/** Texts of certificates of honour. */
export const CERTIFICATES_TEXT = addTexts('certificates', { th, en });
