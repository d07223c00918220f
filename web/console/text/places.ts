import { addTexts } from './add-texts.ts';
import en from './places.en.json';
import th from './places.th.json';

/** Texts of repeat places and of the visits there. */
export const PLACES_TEXT = addTexts('places', { th, en });
