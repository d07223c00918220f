import i18next from 'i18next';
import later from './lazy.th.json';

// Words of pages that are seldom opened, under the names they always had: the first load is at its limit. English comes whole,
// when somebody asks for it.
i18next.addResourceBundle('th', 'translation', later, true);
