import i18next from 'i18next';
import lazy from './lazy.th.json';

// Texts of pages that are seldom opened, in the default namespace: the first load is at its limit. English is loaded as a
// whole, when somebody chooses it.
i18next.addResourceBundle('th', 'translation', lazy, true);
