import { addTexts } from './add-texts.ts';
import en from './insight.en.json';
import th from './insight.th.json';

/** Texts of the figures. Names of the intervals stand in `contract/texts/insight.*.json`. */
export const INSIGHT_TEXT = addTexts('insight', { th, en });
