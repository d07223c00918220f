import { addTexts } from './add-texts.ts';
import en from './answer-links.en.json';
import th from './answer-links.th.json';

/** Texts of links for receivers without an account. */
export const ANSWER_LINKS_TEXT = addTexts('answerLinks', { th, en });
