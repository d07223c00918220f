import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import en from '../../text/control-room.en.json';
import th from '../../text/control-room.th.json';

// Loaded with the control room's pages, not with the first load: a station's officer never needs them.
i18next.addResourceBundle('th', 'controlRoom', th);
i18next.addResourceBundle('en', 'controlRoom', en);

/** Texts of the control room. */
export function useControlRoomText() {
  return useTranslation('controlRoom').t;
}
