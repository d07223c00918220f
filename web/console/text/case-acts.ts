import { addTexts } from './add-texts.ts';
import en from './case-acts.en.json';
import th from './case-acts.th.json';

/** Texts of what is done with cases: opening, moving, inviting, searching, deciding in the morning. */
export const CASE_ACTS_TEXT = addTexts('caseActs', { th, en });
