import en from '../../../contract/texts/case-work.en.json';
import th from '../../../contract/texts/case-work.th.json';

/** What there is to do on a case, in the words of the work. */
export const WORK_TEXTS = { th, en: en satisfies typeof th };
