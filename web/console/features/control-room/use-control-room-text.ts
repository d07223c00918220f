import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import en from '../../text/control-room.en.json';
import th from '../../text/control-room.th.json';

// With the desks' pages and not with the first load: a station's officer never reads them.
i18next.addResourceBundle('th', 'controlRoom', th);
i18next.addResourceBundle('en', 'controlRoom', en);

/** The words of 191, the province and the nation. */
export function useControlRoomText() {
  return useTranslation('controlRoom').t;
}
