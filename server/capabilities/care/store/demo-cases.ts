import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import {
  approvalSubjectSchema,
  caseConcernSchema,
  caseStatusSchema,
  closureReasonSchema,
  holdReasonSchema,
  professionSchema,
  transferReasonSchema,
} from '#contract/case';
import { sentBackFieldSchema } from '#contract/case-api';
import {
  caseRiskSchema,
  caseSectionSchema,
  domainSchema,
  recordKindSchema,
  safeContactSchema,
} from '#contract/case-forms';

const FILE = join(import.meta.dirname, '../../../../database/demo-data/cases.json');

const hours = z.number();
/** The part of an invented address before the @. */
const account = z.string();
const demoCasesSchema = z.object({
  note: z.string(),
  cases: z.array(
    z.strictObject({
      /** Its ids are made of it, so that a later start knows it again. */
      number: z.int().min(1).max(99),
      about: z.string(),
      /** The owner's code. */
      agency: z.string().default('TC-650101'),
      status: caseStatusSchema,
      risk: caseRiskSchema.nullable().default(null),
      concern: caseConcernSchema.default('person'),
      isMinor: z.boolean().default(false),
      source: z.enum(['call-1300', 'walk-in']),
      openedHoursAgo: hours,
      acceptedHoursAgo: hours.optional(),
      closedHoursAgo: hours.optional(),
      endReason: closureReasonSchema.optional(),
      worker: account.optional(),
      /** Cases with the same word live together. */
      household: z.string().optional(),
      siblingOf: z.int().optional(),
      /** To the household. */
      relation: z.string().default('child'),
      barred: account.optional(),
      hold: z.strictObject({ reason: holdReasonSchema, days: z.int() }).optional(),
      person: z.strictObject({
        ...{ name: z.string().optional(), alias: z.string().optional(), sex: z.string().optional() },
        ...{ birthYear: z.int().optional(), nationality: z.string().optional(), language: z.string().optional() },
        ...{ schoolStatus: z.string().optional(), caregiver: z.record(z.string(), z.unknown()).optional() },
        safeContact: safeContactSchema.optional(),
      }),
      records: z
        .array(
          z.strictObject({
            kind: recordKindSchema,
            hoursAgo: hours,
            by: account,
            draft: z.literal(true).optional(),
            /** Days and times in it are `{ "days": 3 }` and `{ "hoursAgo": 2 }` from the first start. */
            body: z.record(z.string(), z.unknown()),
          }),
        )
        .default([]),
      needs: z.array(domainSchema).default([]),
      approvals: z
        .array(
          z.strictObject({
            subject: approvalSubjectSchema,
            record: recordKindSchema.optional(),
            reason: closureReasonSchema.optional(),
            ...{ by: account, hoursAgo: hours, dueInHours: hours },
            decision: z.enum(['approved', 'sent-back']).optional(),
            ...{ decidedBy: account.optional(), decidedHoursAgo: hours.optional() },
            fields: z.array(sentBackFieldSchema).default([]),
          }),
        )
        .default([]),
      team: z
        .array(
          z.strictObject({
            account,
            profession: professionSchema,
            sections: z.array(caseSectionSchema),
            days: z.int(),
          }),
        )
        .default([]),
      transfer: z
        .strictObject({
          ...{ to: z.string(), reason: transferReasonSchema },
          ...{ by: account, hoursAgo: hours, dueInHours: hours },
        })
        .optional(),
      /** Due in so many hours, by rule; what it counts for where it is not the case. */
      clocks: z.record(
        z.string(),
        z
          .union([hours, z.strictObject({ inHours: hours, subject: z.uuid() })])
          .transform((due) => (typeof due === 'number' ? { inHours: due, subject: null } : due)),
      ),
    }),
  ),
});
export type DemoCase = z.infer<typeof demoCasesSchema>['cases'][number];

/** The invented cases of the demonstration. */
export async function readDemoCases(): Promise<DemoCase[]> {
  return demoCasesSchema.parse(JSON.parse(await readFile(FILE, 'utf8'))).cases;
}
