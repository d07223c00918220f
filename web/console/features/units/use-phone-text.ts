import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import en from '../../text/phone.en.json';
import th from '../../text/phone.th.json';

// With the patrol's page and not with the first load: an officer at the radio never reads them.
i18next.addResourceBundle('th', 'phone', th);
i18next.addResourceBundle('en', 'phone', en);

/** The words of the patrol's phone. */
export function usePhoneText() {
  return useTranslation('phone').t;
}
