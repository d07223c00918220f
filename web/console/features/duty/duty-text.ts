import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import en from '../../text/duty.en.json';
import th from '../../text/duty.th.json';

// With these pages and not with the first load: an alarm must not wait for them.
i18next.addResourceBundle('th', 'dutyPage', th);
i18next.addResourceBundle('en', 'dutyPage', en);

/** The words of rosters and readiness. */
export function useDutyText() {
  return useTranslation('dutyPage').t;
}
