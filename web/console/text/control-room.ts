import { addTexts } from './add-texts.ts';
import en from './control-room.en.json';
import th from './control-room.th.json';

/** Texts of the control rooms of 191, the province and the nation. */
export const CONTROL_ROOM_TEXT = addTexts('controlRoom', { th, en });
