import i18next from 'i18next';
import { useTranslation } from 'react-i18next';
import en from './units.en.json';
import th from './units.th.json';

// Loaded with lazy pages and not at the first load: an alarm needs none of these texts.
i18next.addResourceBundle('th', 'units', th);
i18next.addResourceBundle('en', 'units', en);

/** Texts about units and their jobs. */
export function useUnitText() {
  return useTranslation('units').t;
}
