import { addTexts } from './add-texts.ts';
import en from './referrals.en.json';
import th from './referrals.th.json';

/** Texts of referrals to services. */
export const REFERRALS_TEXT = addTexts('referrals', { th, en });
