import { addTexts } from './add-texts.ts';
import en from './phone.en.json';
import th from './phone.th.json';

/** Texts of the patrol's phone. */
export const PHONE_TEXT = addTexts('phone', { th, en });
