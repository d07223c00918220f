import { addTexts } from './add-texts.ts';
import en from './materials.en.json';
import th from './materials.th.json';

/** Texts of the page on which posters and pictures are made. */
export const MATERIALS_TEXT = addTexts('materials', { th, en });
