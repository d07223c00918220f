import { addTexts } from './add-texts.ts';
import en from './families.en.json';
import th from './families.th.json';

/** Texts of families that come to stand on their own. */
export const FAMILIES_TEXT = addTexts('families', { th, en });
