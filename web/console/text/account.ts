import en from './account.en.json';
import th from './account.th.json';
import { addTexts } from './add-texts.ts';

/** Texts of the own account. */
export const ACCOUNT_TEXT = addTexts('account', { th, en });
