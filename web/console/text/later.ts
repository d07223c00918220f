import problems from '../../../contract/texts/problems.th.json';
import later from './later.th.json';
import privacy from './privacy.th.json';
import protection from './protection.th.json';

/** Thai texts of what is loaded after the queue, in the default namespace; `lazyPart` loads them. */
export const LATER = [later, privacy, protection] as const;
export const THAI_PROBLEMS = problems;
