import { addTexts } from './add-texts.ts';
import en from './care.en.json';
import th from './care.th.json';

/** Texts of what follows after an incident. */
export const CARE_TEXT = addTexts('care', { th, en });
