import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { dimensionSchema, familyAnswersSchema, indicatorSchema } from '#contract/family-indicators';
import {
  familyStatusSchema,
  goalOutcomeSchema,
  measurementKindSchema,
  relapseReasonSchema,
  responsibleSchema,
  stopReasonSchema,
} from '#contract/self-reliance';

const FILE = join(import.meta.dirname, '../../../../database/demo-data/families.json');

const days = z.int();
/** The part of an invented address before the @. */
const account = z.string();
const demoFamiliesSchema = z.strictObject({
  note: z.string(),
  families: z.array(
    z.strictObject({
      /** The invented case it belongs to (`cases.json`). */
      caseNumber: z.int().min(1).max(99),
      about: z.string(),
      status: familyStatusSchema,
      by: account,
      agreedDaysAgo: days.optional(),
      graduatedDaysAgo: days.optional(),
      relapsedDaysAgo: days.optional(),
      relapseReason: relapseReasonSchema.optional(),
      endedDaysAgo: days.optional(),
      endReason: stopReasonSchema.optional(),
      measurements: z.array(
        z.strictObject({
          daysAgo: days,
          month: z.int().optional(),
          kind: measurementKindSchema.optional(),
          base: z.enum(['hard', 'managing', 'good']),
          but: z.partialRecord(indicatorSchema, z.string()).default({}),
          members: z.int(),
          monthlyIncome: z.int(),
        }),
      ),
      goals: z.array(
        z.strictObject({
          dimension: dimensionSchema,
          indicator: indicatorSchema.optional(),
          targetLevel: z.int().optional(),
          what: z.string(),
          responsible: responsibleSchema,
          who: z.string().optional(),
          inDays: days,
          outcome: goalOutcomeSchema.optional(),
        }),
      ),
    }),
  ),
  bases: z.strictObject({ hard: familyAnswersSchema, managing: familyAnswersSchema, good: familyAnswersSchema }),
});
export type DemoFamilies = z.infer<typeof demoFamiliesSchema>;
export type DemoFamily = DemoFamilies['families'][number];

/** The invented families of the demonstration. */
export async function readDemoFamilies(): Promise<DemoFamilies> {
  return demoFamiliesSchema.parse(JSON.parse(await readFile(FILE, 'utf8')));
}
