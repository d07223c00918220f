import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import en from '../../../text/account.en.json';
import th from '../../../text/account.th.json';

// With the account's page and not with the first load.
i18next.addResourceBundle('th', 'account', th);
i18next.addResourceBundle('en', 'account', en);

/** Words of the account's page beside those that the sign-in knows as well. */
export function useAccountText() {
  return useTranslation('account').t;
}
