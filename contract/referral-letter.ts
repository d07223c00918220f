import en from './texts/referral-letter.en.json' with { type: 'json' };
import th from './texts/referral-letter.th.json' with { type: 'json' };

/** What stands on the letter to a receiver without an account. */
export const LETTER_TEXTS: Record<'th' | 'en', typeof th> = { th, en };
