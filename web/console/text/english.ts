import problems from '../../../contract/texts/problems.en.json';
import en from './en.json';
import privacy from './privacy.en.json';
import protection from './protection.en.json';

/** All English texts of the first load's namespace; loaded when somebody switches to English. */
export const ENGLISH = { ...en, ...privacy, ...protection };
export const ENGLISH_PROBLEMS = problems;
