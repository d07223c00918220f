import type { AccountAction } from '#contract/account-actions';
import en from '../../../contract/texts/account-actions.en.json';
import th from '../../../contract/texts/account-actions.th.json';

/** What happened to the account, with the same text as in LINE and on the lock screen. */
export function describeAccountAction(action: AccountAction, language: 'th' | 'en'): string {
  return (language === 'en' ? en : th)[action];
}
