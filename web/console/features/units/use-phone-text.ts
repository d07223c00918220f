import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import en from '../../text/phone.en.json';
import th from '../../text/phone.th.json';

// Loaded with the patrol's page, not with the first load: other officers never need them.
i18next.addResourceBundle('th', 'phone', th);
i18next.addResourceBundle('en', 'phone', en);

/** Texts of the patrol's phone. */
export function usePhoneText() {
  return useTranslation('phone').t;
}
