import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import en from '../../../text/account.en.json';
import th from '../../../text/account.th.json';

// Loaded with the account page, not with the first page.
i18next.addResourceBundle('th', 'account', th);
i18next.addResourceBundle('en', 'account', en);

/** Texts of the account page that the sign-in page does not need. */
export function useAccountText() {
  return useTranslation('account').t;
}
