import { z } from 'zod';
import { schoolCheckKindSchema, schoolCheckResultSchema } from './eef-checks.ts';
import { referralDeclineSchema, referralFailureSchema, referralOutcomeSchema } from './referral.ts';
import { optionalText } from './text.ts';

/**
 * Answers of the fund as a file: one line says one thing of one referral. Their own format is not known, so this one is ours;
 * `docs/api/eef-files.md` describes it.
 */
export const ANSWERS_FORMAT = 'ess-eef-answers/1';
export const ANSWER_COLUMNS = [
  ...([
    'referral',
    'answer',
    'reason',
    'outcome',
    'on',
    'place_code',
    'check',
    'result',
    'attendance',
    'note',
  ] as const),
] as const;
export type AnswerColumn = (typeof ANSWER_COLUMNS)[number];
export const MOST_ANSWERS = 2000;

export const EEF_ANSWERS = ['accept', 'decline', 'start', 'complete', 'not-complete', 'check'] as const;
export type EefAnswerKind = (typeof EEF_ANSWERS)[number];

const referral = z.string().regex(/^RF-\d{4}-\d{6,}$/);
const note = optionalText(500).optional();
/** What one line can say. A field that does not belong to its answer is refused: it would be lost. */
export const eefAnswerSchema = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('accept'), referral }),
  z.strictObject({ answer: z.literal('decline'), referral, reason: referralDeclineSchema, note }),
  z.strictObject({ answer: z.literal('start'), referral }),
  z.strictObject({
    ...{ answer: z.literal('complete'), referral, outcome: referralOutcomeSchema, on: z.iso.date() },
    ...{ place_code: optionalText(40).optional(), note },
  }),
  z.strictObject({ answer: z.literal('not-complete'), referral, reason: referralFailureSchema, note }),
  z.strictObject({
    ...{ answer: z.literal('check'), referral, check: schoolCheckKindSchema, result: schoolCheckResultSchema },
    ...{ on: z.iso.date(), attendance: z.int().min(0).max(100).optional() },
  }),
]);
export type EefAnswer = z.infer<typeof eefAnswerSchema>;

/** Why a line can't be read; what it would do to its referral is answered with that referral's problem code. */
export const ANSWER_FAULTS = [
  ...(['not-a-file', 'no-lines', 'too-many-lines', 'column-missing', 'column-unknown', 'column-twice'] as const),
  ...(['cells-too-many', 'answer-unknown', 'field-missing', 'field-wrong', 'field-not-for-answer'] as const),
] as const;
export const answerFaultSchema = z.enum(ANSWER_FAULTS);
export type AnswerFault = z.infer<typeof answerFaultSchema>;

/** A file as it is sent: its text, CSV or JSON. A preview changes nothing. */
export const eefFileSchema = z.strictObject({
  text: z.string().min(1).max(2_000_000),
  isPreview: z.boolean().default(false),
});
export type EefFile = z.output<typeof eefFileSchema>;

export const eefImportRowSchema = z.object({
  /** The line in the file; of JSON the number of the answer. */
  line: z.int(),
  referral: z.string().nullable(),
  answer: z.enum(EEF_ANSWERS).nullable(),
  /** `unchanged`: it says what is known already, as when a file comes twice. */
  result: z.enum(['done', 'unchanged', 'refused']),
  fault: answerFaultSchema.nullable(),
  /** Why the referral refuses it. */
  code: z.string().nullable(),
  /** The column, and what stands there; only of what can't be read. */
  column: z.string().nullable(),
});
export type EefImportRow = z.infer<typeof eefImportRowSchema>;
export const eefImportSchema = z
  .object({
    rows: z.array(eefImportRowSchema),
    done: z.int(),
    unchanged: z.int(),
    refused: z.int(),
    isPreview: z.boolean(),
  })
  .meta({ id: 'EefImport' });
export type EefImport = z.infer<typeof eefImportSchema>;
