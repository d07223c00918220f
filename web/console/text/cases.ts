import { addTexts } from './add-texts.ts';
import en from './cases.en.json';
import th from './cases.th.json';

/** Texts of the cases of people in care. */
export const CASES_TEXT = addTexts('cases', { th, en });
