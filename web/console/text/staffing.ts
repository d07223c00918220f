import { addTexts } from './add-texts.ts';
import en from './staffing.en.json';
import th from './staffing.th.json';

/** Texts of the simulation of a province's units. What it assumes stands in `contract/texts/staffing.*.json`. */
export const STAFFING_TEXT = addTexts('staffing', { th, en });
