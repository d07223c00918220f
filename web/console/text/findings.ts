import { addTexts } from './add-texts.ts';
import en from './findings.en.json';
import th from './findings.th.json';

/** Texts of findings: who reported falsely, heard and decided. */
export const FINDINGS_TEXT = addTexts('findings', { th, en });
