import en from './texts/referral.en.json' with { type: 'json' };
import th from './texts/referral.th.json' with { type: 'json' };

/** Names of everything that a referral knows as a code, in one language: for the console, letters and links. */
export type ReferralTexts = typeof th;
export const REFERRAL_TEXTS: Record<'th' | 'en', ReferralTexts> = { th, en };
