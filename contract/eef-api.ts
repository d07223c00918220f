import { z } from 'zod';
import { serviceCodeSchema } from './case-forms.ts';
import { schoolPacketSchema } from './eef.ts';
import { schoolCheckKindSchema, schoolCheckResultSchema, schoolCheckStateSchema } from './eef-checks.ts';
import { ageBandSchema, referralStatusSchema, referralUrgencySchema } from './referral.ts';
import { referralSummarySchema } from './referral-api.ts';

const id = z.uuid();

/** `to-answer`: waits for an answer; `working`: accepted, without an outcome; `ended`. */
export const EEF_SCOPES = ['to-answer', 'working', 'ended'] as const;
export const eefScopeSchema = z.enum(EEF_SCOPES);
export type EefScope = z.infer<typeof eefScopeSchema>;

export const eefListQuerySchema = z.strictObject({
  scope: eefScopeSchema.default('to-answer'),
  province: z.string().max(10).optional(),
  serviceCode: serviceCodeSchema.optional(),
  ageBand: ageBandSchema.optional(),
  urgency: referralUrgencySchema.optional(),
  /** The last referral that is shown: those after it follow. */
  after: id.optional(),
});
export type EefListQuery = z.infer<typeof eefListQuerySchema>;

/** A brother or sister who was sent together with a child; each has its own answer. */
export const eefSiblingSchema = z.object({
  id,
  code: z.string(),
  status: referralStatusSchema,
  ageBand: ageBandSchema,
});
export const eefChildSchema = z
  .object({
    referral: referralSummarySchema,
    /** Only after acceptance. */
    name: z.string().nullable(),
    /** What the packet says of school; only after acceptance. */
    school: schoolPacketSchema.nullable(),
    siblings: z.array(eefSiblingSchema),
  })
  .meta({ id: 'EefChild' });
export type EefChild = z.infer<typeof eefChildSchema>;

/** More checks are not counted: the page shows "500+". */
export const MOST_COUNTED_CHECKS = 500;
const countSchema = z.object({ open: z.int(), late: z.int() });
export const eefListSchema = z.object({
  children: z.array(eefChildSchema),
  /** Give this as `after` for the next ones. */
  next: id.nullable(),
  /** All that is open, whatever is filtered; null on a later page. */
  counts: z
    .object({
      'to-answer': countSchema,
      working: countSchema,
      provinces: z.array(z.object({ code: z.string(), th: z.string(), en: z.string(), open: z.int() })),
      /** Due now, at most MOST_COUNTED_CHECKS. */
      checks: z.int(),
      /** Of these, the ones that nobody answered in time. */
      lateChecks: z.int(),
    })
    .nullable(),
});
export type EefList = z.infer<typeof eefListSchema>;

export const MOST_ACCEPTED_AT_ONCE = 200;
export const eefAcceptSchema = z.strictObject({ ids: z.array(id).min(1).max(MOST_ACCEPTED_AT_ONCE) });
export const eefAcceptedSchema = z
  .object({
    results: z.array(
      z.object({
        id,
        /** `unchanged`: it was accepted before. */
        result: z.enum(['done', 'unchanged', 'refused']),
        /** Where it is now; null where it is not there, or not theirs. */
        status: referralStatusSchema.nullable(),
        code: z.string().nullable(),
      }),
    ),
    done: z.int(),
    refused: z.int(),
  })
  .meta({ id: 'EefAccepted' });
export type EefAccepted = z.infer<typeof eefAcceptedSchema>;

/** Whether a child is still learning: asked of the school, the family or the worker. */
export const eefCheckSchema = z
  .object({
    id,
    kind: schoolCheckKindSchema,
    state: schoolCheckStateSchema,
    dueOn: z.iso.date(),
    returnedOn: z.iso.date(),
    result: schoolCheckResultSchema.nullable(),
    attendance: z.int().nullable(),
    seenOn: z.iso.date().nullable(),
    mayAnswer: z.boolean(),
    child: eefChildSchema,
  })
  .meta({ id: 'EefCheck' });
export type EefCheck = z.infer<typeof eefCheckSchema>;
export const eefChecksSchema = z.object({ checks: z.array(eefCheckSchema), isCut: z.boolean() });
export type EefChecks = z.infer<typeof eefChecksSchema>;
/** Of one referral, where it is given; else all that is due. */
export const eefChecksQuerySchema = z.strictObject({ referralId: id.optional() });
export const eefCheckedSchema = z.object({ id, result: schoolCheckResultSchema }).meta({ id: 'EefChecked' });

export const eefPeriodSchema = z.strictObject({ from: z.iso.date(), to: z.iso.date() });
export type EefPeriod = z.infer<typeof eefPeriodSchema>;

/** What became of a child; each is counted once. */
export const CHILD_RESULTS = [
  ...(['back', 'other-outcome', 'working', 'to-answer', 'left', 'not-received'] as const),
  ...(['not-completed', 'declined', 'expired', 'withdrawn'] as const),
] as const;
export const childResultSchema = z.enum(CHILD_RESULTS);
export type ChildResult = z.infer<typeof childResultSchema>;

export const eefFiguresSchema = z
  .object({
    from: z.iso.date(),
    to: z.iso.date(),
    children: z.int(),
    /** The headline number: children who are back in learning, and did not leave again as far as is known. */
    back: z.int(),
    results: z.array(z.object({ result: childResultSchema, children: z.int() })),
    outcomes: z.array(z.object({ outcome: z.string(), children: z.int() })),
    provinces: z.array(
      z.object({ code: z.string(), th: z.string(), en: z.string(), children: z.int(), back: z.int(), left: z.int() }),
    ),
    checks: z.array(z.object({ kind: schoolCheckKindSchema, state: schoolCheckStateSchema, checks: z.int() })),
  })
  .meta({ id: 'EefFigures' });
export type EefFigures = z.infer<typeof eefFiguresSchema>;

export const eefExportQuerySchema = z.strictObject({
  what: z.enum(['open', 'children']).default('open'),
  format: z.enum(['csv', 'json']).default('csv'),
  /** Of `children`: sent in this time. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
});
export type EefExportQuery = z.infer<typeof eefExportQuerySchema>;
