import privacy from './privacy.th.json';
import protection from './protection.th.json';
import th from './th.json';

/** Every Thai text: the desk's, and those of who sees what. */
export const THAI = { ...th, ...privacy, ...protection };
