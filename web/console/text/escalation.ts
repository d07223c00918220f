import { addTexts } from './add-texts.ts';
import en from './escalation.en.json';
import th from './escalation.th.json';

/** Texts of escalation. */
export const ESCALATION_TEXT = addTexts('escalation', { th, en });
