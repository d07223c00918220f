import { addTexts } from './add-texts.ts';
import en from './help.en.json';
import th from './help.th.json';

/** Texts of requests for help. */
export const HELP_TEXT = addTexts('help', { th, en });
