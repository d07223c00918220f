import type { AccountAction } from '#contract/account-actions';
import en from '../../../contract/texts/account-actions.en.json';
import th from '../../../contract/texts/account-actions.th.json';

/** What happened to the account, in the words in which LINE and the lock screen say it. */
export function describeAccountAction(act: AccountAction, language: 'th' | 'en'): string {
  return (language === 'en' ? en : th)[act];
}
