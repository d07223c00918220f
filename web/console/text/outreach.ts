import { addTexts } from './add-texts.ts';
import en from './outreach.en.json';
import th from './outreach.th.json';

/** Texts of placements and campaigns. */
export const OUTREACH_TEXT = addTexts('outreach', { th, en });
