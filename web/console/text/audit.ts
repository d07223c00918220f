import { addTexts } from './add-texts.ts';
import en from './audit.en.json';
import th from './audit.th.json';

/** Texts of the audit chain. */
export const AUDIT_TEXT = addTexts('audit', { th, en });
