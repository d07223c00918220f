import { z } from 'zod';
import { optionalText, requiredText } from './text.ts';

// The annual report under section 17 of the Domestic Violence Victim Protection Act: editions that one person makes and another signs off.

/** From January, or the fiscal year of the Thai state from October of the year before. */
export const CALENDARS = ['calendar', 'fiscal'] as const;
export type Calendar = (typeof CALENDARS)[number];
export const ANNUAL_STATUSES = ['draft', 'signed-off', 'discarded'] as const;
/** By which rules it is counted; another number stands in the report with what is different. */
export const ANNUAL_RULES = 1;
/** Every edition has them, for people and for programs. */
export const ANNUAL_FILES = ['report-th.pdf', 'report-en.pdf', 'tables.xlsx', 'tables-csv.zip'] as const;
export const annualFileSchema = z.enum(ANNUAL_FILES);
export type AnnualFileName = (typeof ANNUAL_FILES)[number];

/** Christian era; of a fiscal year the one in which it ends. */
const year = z.int().min(2020).max(2199);
export const newAnnualReportSchema = z.strictObject({
  calendar: z.enum(CALENDARS),
  year,
  /** What is different from the edition before; needed from the second edition on. */
  note: optionalText(500).default(''),
});
export type NewAnnualReport = z.infer<typeof newAnnualReportSchema>;
export const discardAnnualReportSchema = z.strictObject({ reason: requiredText(500) });
export const madeAnnualReportSchema = z.object({ id: z.uuid() });

const person = z.object({ id: z.uuid(), name: z.string() });
const asked = { calendar: z.enum(CALENDARS), year: z.int() };
export const annualReportSchema = z
  .object({
    id: z.uuid(),
    ...asked,
    /** Days in Thailand, both included. */
    from: z.iso.date(),
    to: z.iso.date(),
    /** Which one it is, or would be once it is signed off. */
    edition: z.int(),
    status: z.enum(ANNUAL_STATUSES),
    note: z.string(),
    discardReason: z.string().nullable(),
    madeBy: person,
    madeAt: z.iso.datetime(),
    decidedBy: person.nullable(),
    decidedAt: z.iso.datetime().nullable(),
    files: z.array(z.object({ name: annualFileSchema, sha256: z.string(), bytes: z.int() })),
    /** Whether I may sign it off: another person made it. */
    maySignOff: z.boolean(),
  })
  .meta({ id: 'AnnualReport' });
export type AnnualReport = z.infer<typeof annualReportSchema>;

export const annualReportsSchema = z
  .object({
    reports: z.array(annualReportSchema),
    /** Years that are over and settled and have no edition that was signed off, the newest first. */
    due: z.array(z.object({ ...asked, from: z.iso.date(), to: z.iso.date() })),
  })
  .meta({ id: 'AnnualReports' });
export type AnnualReports = z.infer<typeof annualReportsSchema>;
