import type { AccountAct } from '#contract/account-acts';
import en from '../../../contract/texts/account-acts.en.json';
import th from '../../../contract/texts/account-acts.th.json';

/** What happened to the account, in the words in which LINE and the lock screen say it. */
export function sayAccountAct(act: AccountAct, language: 'th' | 'en'): string {
  return (language === 'en' ? en : th)[act];
}
