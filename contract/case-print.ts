import { z } from 'zod';
import en from './texts/case-print.en.json' with { type: 'json' };
import th from './texts/case-print.th.json' with { type: 'json' };

/** What is printed of a case: all that the actor may see of it, or what the person takes along. */
export const CASE_DOCUMENTS = ['summary', 'safety-plan'] as const;
/** Why it is printed: on paper nobody sees any more who reads it. */
export const PRINT_REASONS = ['case-file', 'for-person', 'conference', 'court', 'other-agency'] as const;

export const printCaseSchema = z.strictObject({
  document: z.enum(CASE_DOCUMENTS),
  reason: z.enum(PRINT_REASONS),
  language: z.enum(['th', 'en']).default('th'),
});
export type PrintCase = z.infer<typeof printCaseSchema>;

/** What stands on paper besides the forms. */
export const PRINT_TEXTS: Record<'th' | 'en', typeof th> = { th, en };
