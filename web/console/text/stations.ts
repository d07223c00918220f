import { addTexts } from './add-texts.ts';
import en from './stations.en.json';
import th from './stations.th.json';

/** Texts of the stations of an incident. */
export const STATIONS_TEXT = addTexts('stations', { th, en });
