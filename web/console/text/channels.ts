import { addTexts } from './add-texts.ts';
import en from './channels.en.json';
import th from './channels.th.json';

/** Texts of alert channels and their settings. */
export const CHANNELS_TEXT = addTexts('channels', { th, en });
