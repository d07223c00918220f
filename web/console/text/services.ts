import { addTexts } from './add-texts.ts';
import en from './services.en.json';
import th from './services.th.json';

/** Texts of the service directory. */
export const SERVICES_TEXT = addTexts('services', { th, en });
