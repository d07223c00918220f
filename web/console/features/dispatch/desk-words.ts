import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import en from '../../text/desk.en.json';
import th from '../../text/desk.th.json';

// With the desks' pages and not with the first load: a station's officer never reads them.
i18next.addResourceBundle('th', 'desk', th);
i18next.addResourceBundle('en', 'desk', en);

/** The words of 191, the province and the nation. */
export function useDeskWords() {
  return useTranslation('desk').t;
}
