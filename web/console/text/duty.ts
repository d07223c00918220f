import { addTexts } from './add-texts.ts';
import en from './duty.en.json';
import th from './duty.th.json';

/** Texts of rosters and readiness. */
export const DUTY_TEXT = addTexts('duty', { th, en });
