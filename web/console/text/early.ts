import { addTexts } from './add-texts.ts';
import en from './early.en.json';
import th from './early.th.json';

/** Texts of social workers who come along to an open incident. */
export const EARLY_TEXT = addTexts('early', { th, en });
