import { addTexts } from './add-texts.ts';
import en from './eef.en.json';
import th from './eef.th.json';

/** Texts of the page of the Equitable Education Fund. */
export const EEF_TEXT = addTexts('eef', { th, en });
