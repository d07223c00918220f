import { addTexts } from './add-texts.ts';
import en from './units.en.json';
import th from './units.th.json';

/** Texts of units and their jobs. */
export const UNITS_TEXT = addTexts('units', { th, en });
