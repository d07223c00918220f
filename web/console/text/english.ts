import problems from '../../../contract/texts/problems.en.json';
import en from './en.json';
import privacy from './privacy.en.json';
import protection from './protection.en.json';

/** Every English text; fetched only when asked for. */
export const ENGLISH = { ...en, ...privacy, ...protection };
export const ENGLISH_PROBLEMS = problems;
