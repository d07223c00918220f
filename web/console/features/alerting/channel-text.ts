import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import en from '../../text/channels.en.json';
import th from '../../text/channels.th.json';

// Loaded with these pages, not with the first load, so that alarms come first.
i18next.addResourceBundle('th', 'channels', th);
i18next.addResourceBundle('en', 'channels', en);

/** The texts of the channels' pages. */
export function useChannelText() {
  return useTranslation('channels').t;
}
