export { followReferrals } from './follow-referrals.ts';
