import { z } from 'zod';
import en from './texts/help-print.en.json' with { type: 'json' };
import th from './texts/help-print.th.json' with { type: 'json' };

export const printHelpSchema = z.strictObject({ language: z.enum(['th', 'en']).default('th') });

/** What stands on paper besides the form. */
export const HELP_PRINT_TEXTS: Record<'th' | 'en', typeof th> = { th, en };
