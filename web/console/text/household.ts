import { addTexts } from './add-texts.ts';
import en from './household.en.json';
import th from './household.th.json';

/** Texts of who lives with the person of a case. */
export const HOUSEHOLD_TEXT = addTexts('household', { th, en });
