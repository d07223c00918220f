import privacy from './privacy.th.json';
import protection from './protection.th.json';
import th from './th.json';

/** All Thai texts of the first load. */
export const THAI = { ...th, ...privacy, ...protection };
