import { addTexts } from './add-texts.ts';
import en from './maps.en.json';
import th from './maps.th.json';

/** Texts of the maps that are made of a province each week. */
export const MAPS_TEXT = addTexts('maps', { th, en });
