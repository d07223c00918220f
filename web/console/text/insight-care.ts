import { addTexts } from './add-texts.ts';
import en from './insight-care.en.json';
import th from './insight-care.th.json';

/** Texts of the figures of care. Names of their codes stand in `contract/texts`. */
export const INSIGHT_CARE_TEXT = addTexts('insightCare', { th, en });
