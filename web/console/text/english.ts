import en from './en.json';
import privacy from './privacy.en.json';
import protection from './protection.en.json';

/** Every English text; fetched only when asked for. */
export const ENGLISH = { ...en, ...privacy, ...protection };
