import en from './en.json';
import privacy from './privacy.en.json';
import silent from './silent.en.json';

/** Every English text; fetched only when asked for. */
export const ENGLISH = { ...en, ...privacy, ...silent };
