import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import en from './units.en.json';
import th from './units.th.json';

// With what is opened later and not with the first load: an alarm needs none of these words.
i18next.addResourceBundle('th', 'units', th);
i18next.addResourceBundle('en', 'units', en);

/** The words about units and their jobs. */
export function useUnitText() {
  return useTranslation('units').t;
}
