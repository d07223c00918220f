import { z } from 'zod';
import {
  askedBySchema,
  checkLevelSchema,
  checkResultSchema,
  clockColourSchema,
  doubtReasonSchema,
  helpChannelSchema,
  helpStatusSchema,
  helpTimelineKindSchema,
  paymentMethodSchema,
  publicStatusSchema,
  receiptAnswerSchema,
  refusalReasonSchema,
  skipReasonSchema,
  withdrawReasonSchema,
} from './help.ts';
import { helpFieldSchema, helpFormSchema } from './help-form.ts';
import { eligibilityRuleSchema, ruleAnswerSchema } from './help-rules.ts';
import { namedAgencySchema, namedPersonSchema } from './incident.ts';
import { administrativePlaceSchema } from './jurisdiction.ts';
import { optionalText, requiredText } from './text.ts';

const id = z.uuid();
const moment = z.iso.datetime();
/** Whole baht. */
const baht = z.int().min(0).max(1_000_000);

/** Somebody is in danger now: read before everything else, whatever stands beside it. */
export const dangerAnswerSchema = z.enum(['yes', 'no', 'unknown']);
export type DangerAnswer = z.infer<typeof dangerAnswerSchema>;

/**
 * What was typed until now. Nothing in it is refused: an answer that is none counts as none, a field that can't be read is
 * named in the answer, and "yes" to danger makes an incident whatever the rest holds.
 */
export const saveHelpDraftSchema = z.object({
  danger: dangerAnswerSchema.nullish().catch(null),
  /** "Do not call, no siren": for whoever may be watched. */
  silent: z.boolean().nullish().catch(null),
  channel: helpChannelSchema.exclude(['line']).nullish().catch(null),
  /** The whole form; without one that can be read, what was typed before stays. */
  form: z.record(z.string(), z.unknown()).optional().catch(undefined),
});
export type SaveHelpDraft = z.input<typeof saveHelpDraftSchema>;

/** What is missing, unreadable, or contradicts: `section.field`. */
export const helpGapSchema = z.object({ field: z.string(), why: z.enum(['missing', 'wrong']) });
export type HelpGap = z.infer<typeof helpGapSchema>;

/** An earlier request of the same person or household: enough to know of it, and no more. */
export const earlierHelpSchema = z
  .object({
    code: z.string(),
    status: helpStatusSchema,
    channel: helpChannelSchema,
    benefit: z.string().nullable(),
    /** False: of somebody else of the household. */
    samePerson: z.boolean(),
    submittedAt: moment.nullable(),
    grantedAt: moment.nullable(),
    grantedAmount: z.int().nullable(),
  })
  .meta({ id: 'EarlierHelp' });
export type EarlierHelp = z.infer<typeof earlierHelpSchema>;

/** How one benefit stands for this person, before anything is filed. */
export const benefitOutlookSchema = z
  .object({
    benefit: z.string(),
    /** `no` as soon as one rule says no. */
    eligible: ruleAnswerSchema,
    rules: z.array(z.object({ rule: eligibilityRuleSchema, answer: ruleAnswerSchema })),
    countedFor: z.enum(['person', 'family']),
    /** Granted in this fiscal year (Buddhist). */
    fiscalYear: z.int(),
    used: z.int(),
    /** Null: no limit is stored. */
    timesPerYear: z.int().nullable(),
    ceilingBaht: z.number(),
    isReached: z.boolean(),
    unverified: z.boolean(),
  })
  .meta({ id: 'BenefitOutlook' });
export type BenefitOutlook = z.infer<typeof benefitOutlookSchema>;

/** The answer to each save, shown before it is sent. */
export const helpDraftSchema = z
  .object({
    id,
    /** Null before it was sent. */
    code: z.string().nullable(),
    version: z.int(),
    status: helpStatusSchema,
    channel: helpChannelSchema,
    danger: dangerAnswerSchema.nullable(),
    /** The report that the danger became; officers are on it. */
    dangerReportId: id.nullable(),
    form: helpFormSchema,
    gaps: z.array(helpGapSchema),
    agency: namedAgencySchema.nullable(),
    earlier: z.array(earlierHelpSchema),
    /** An open one of the same person for the same benefit: it can't be sent twice. */
    openCode: z.string().nullable(),
    outlook: z.array(benefitOutlookSchema),
    /** Fields to correct, with what was asked; empty while it is a draft. */
    corrections: z.array(z.object({ field: z.string(), reason: z.string() })),
    savedAt: moment,
  })
  .meta({ id: 'HelpDraft' });
export type HelpDraft = z.infer<typeof helpDraftSchema>;

/** `sure`: whoever files it has seen the earlier requests and files it all the same. */
export const submitHelpSchema = z.strictObject({ sure: z.boolean().default(false) });

/** What whoever filed it sees of it: the status, and no more. */
export const filedHelpSchema = z
  .object({
    id,
    code: z.string(),
    label: z.string().nullable(),
    status: publicStatusSchema,
    openedAt: moment,
    submittedAt: moment.nullable(),
    statusSince: moment,
    /** So many fields are to be corrected. */
    toCorrect: z.int(),
  })
  .meta({ id: 'FiledHelp' });
export type FiledHelp = z.infer<typeof filedHelpSchema>;
export const filedHelpListSchema = z.object({ requests: z.array(filedHelpSchema) });
export type FiledHelpList = z.infer<typeof filedHelpListSchema>;

/** What a volunteer leader is asked to check: whether it is so, not the money. */
export const helpCheckSchema = z
  .object({
    id,
    requestId: id,
    code: z.string(),
    level: checkLevelSchema,
    askedAt: moment,
    dueAt: moment,
    form: helpFormSchema.omit({ account: true, contact: true }),
    place: administrativePlaceSchema.nullable(),
  })
  .meta({ id: 'HelpCheck' });
export type HelpCheck = z.infer<typeof helpCheckSchema>;
export const helpCheckListSchema = z.object({ checks: z.array(helpCheckSchema) });
export type HelpCheckList = z.infer<typeof helpCheckListSchema>;
/** A doubt needs its reason. Of a relative the result does not count: the others check it. */
export const decideHelpCheckSchema = z.strictObject({
  result: checkResultSchema.exclude(['skipped']),
  isRelative: z.boolean(),
  reason: doubtReasonSchema.optional(),
});
export type DecideHelpCheck = z.infer<typeof decideHelpCheckSchema>;

/** Days since the receipt, in the four colours. */
export const helpClockSchema = z
  .object({
    days: z.int(),
    of: z.int(),
    colour: clockColourSchema,
    dueOn: z.iso.date(),
    isRunning: z.boolean(),
    unverified: z.boolean(),
  })
  .meta({ id: 'HelpClock' });
export type HelpClock = z.infer<typeof helpClockSchema>;

/** A row of the queue. */
export const helpSummarySchema = z
  .object({
    id,
    code: z.string(),
    version: z.int(),
    status: helpStatusSchema,
    statusSince: moment,
    channel: helpChannelSchema,
    personName: z.string().nullable(),
    place: administrativePlaceSchema.nullable(),
    agency: namedAgencySchema,
    worker: namedPersonSchema.nullable(),
    benefit: z.string().nullable(),
    danger: dangerAnswerSchema.nullable(),
    /** Null before the receipt. */
    clock: helpClockSchema.nullable(),
    submittedAt: moment.nullable(),
    receivedAt: moment.nullable(),
    notReceivedCount: z.int(),
    /** Whether to ask the person by telephone or at home if they got it: nobody could be asked in LINE. */
    isToAsk: z.boolean(),
  })
  .meta({ id: 'HelpSummary' });
export type HelpSummary = z.infer<typeof helpSummarySchema>;
export const HELP_SCOPES = ['open', 'mine', 'to-decide', 'to-ask', 'ended'] as const;
export const helpListQuerySchema = z.object({
  scope: z.enum(HELP_SCOPES).default('open'),
  /** Of this centre or office only. */
  agencyId: id.optional(),
});
export const helpListSchema = z.object({ requests: z.array(helpSummarySchema), isCut: z.boolean() });
export type HelpList = z.infer<typeof helpListSchema>;

const by = namedPersonSchema;
export const helpCheckResultSchema = z.object({
  id,
  level: checkLevelSchema,
  dueAt: moment,
  result: checkResultSchema.nullable(),
  reason: z.union([doubtReasonSchema, skipReasonSchema]).nullable(),
  by: by.nullable(),
  decidedAt: moment.nullable(),
});
export const helpVisitSchema = z.object({
  id,
  how: z.enum(['home', 'phone', 'office']),
  happenedAt: moment,
  withWhom: z.string().nullable(),
  confirms: z.array(z.string()),
  differs: z.array(z.string()),
  dog: z.boolean(),
  note: z.string().nullable(),
  by,
});
const committeeSchema = z.strictObject({ heldOn: z.iso.date(), members: z.int().min(2).max(50) });
export const helpProposalSchema = z
  .object({
    id,
    kind: z.enum(['grant', 'refuse']),
    benefit: z.string().nullable(),
    amount: z.int().nullable(),
    reason: refusalReasonSchema.nullable(),
    rule: eligibilityRuleSchema.nullable(),
    note: z.string().nullable(),
    /** Which grant of the fiscal year it would be. */
    counted: z.int().nullable(),
    by,
    at: moment,
    committee: committeeSchema.nullable(),
    decision: z.enum(['approved', 'sent-back', 'withdrawn']).nullable(),
    decisionNote: z.string().nullable(),
    decidedBy: by.nullable(),
    decidedAt: moment.nullable(),
  })
  .meta({ id: 'HelpProposal' });
export type HelpProposal = z.infer<typeof helpProposalSchema>;
export const helpPaymentSchema = z.object({
  id,
  method: paymentMethodSchema,
  amount: z.int(),
  paidOn: z.iso.date(),
  reference: z.string().nullable(),
  by,
  recordedAt: moment,
  answer: receiptAnswerSchema.nullable(),
  answeredBy: askedBySchema.nullable(),
  answeredAt: moment.nullable(),
});
export const helpAppealSchema = z.object({
  id,
  text: z.string(),
  by: by.nullable(),
  at: moment,
  decision: z.enum(['granted', 'upheld']).nullable(),
  decisionNote: z.string().nullable(),
  decidedBy: by.nullable(),
  decidedAt: moment.nullable(),
});

/** One request with everything, for staff of its branch. */
export const helpDetailSchema = z
  .object({
    request: helpSummarySchema,
    form: helpFormSchema,
    /** The last digits only; whole for whoever records a payment (`?account=whole`). */
    gaps: z.array(helpGapSchema),
    earlier: z.array(earlierHelpSchema),
    outlook: z.array(benefitOutlookSchema),
    committeeAboveBaht: z.number(),
    checks: z.array(helpCheckResultSchema),
    visits: z.array(helpVisitSchema),
    proposals: z.array(helpProposalSchema),
    payments: z.array(helpPaymentSchema),
    appeals: z.array(helpAppealSchema),
    corrections: z.array(
      z.object({ id, field: z.string(), reason: z.string(), by, at: moment, answeredAt: moment.nullable() }),
    ),
    timeline: z.array(
      z.object({
        id,
        at: moment,
        kind: helpTimelineKindSchema,
        by: by.nullable(),
        details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      }),
    ),
    filedBy: by.nullable(),
    dangerReportId: id.nullable(),
    mergedInto: z.object({ id, code: z.string() }).nullable(),
    caseId: id.nullable(),
    /** Whether the actor had a part in it and must leave the decision to somebody else. */
    mayDecide: z.boolean(),
  })
  .meta({ id: 'HelpDetail' });
export type HelpDetail = z.infer<typeof helpDetailSchema>;

/** What each change answers. */
export const helpChangedSchema = z
  .object({ id, code: z.string(), status: helpStatusSchema, version: z.int() })
  .meta({ id: 'HelpChanged' });
export type HelpChanged = z.infer<typeof helpChangedSchema>;

export const recordHelpVisitSchema = z.strictObject({
  how: z.enum(['home', 'phone', 'office']),
  happenedAt: moment,
  withWhom: optionalText(200).optional(),
  confirms: z.array(helpFieldSchema).max(60),
  differs: z.array(helpFieldSchema).max(60),
  /** A dog, for the next visitor. */
  dog: z.boolean().default(false),
  note: optionalText(2000).optional(),
});
/** To grant a benefit with an amount, or to refuse with a reason that the person is told. */
export const proposeHelpSchema = z.strictObject({
  kind: z.enum(['grant', 'refuse']),
  benefit: z.string().max(40).optional(),
  amount: baht.optional(),
  reason: refusalReasonSchema.optional(),
  /** The rule that is not met, where that is the reason. */
  rule: eligibilityRuleSchema.optional(),
  note: optionalText(2000).optional(),
});
export type ProposeHelp = z.infer<typeof proposeHelpSchema>;
/** What is sent back needs a note, and above the limit an approval says when the committee met. */
export const decideHelpSchema = z.strictObject({
  decision: z.enum(['approved', 'sent-back']),
  committee: committeeSchema.optional(),
  note: optionalText(2000).optional(),
});
export type DecideHelp = z.infer<typeof decideHelpSchema>;
export const returnHelpSchema = z.strictObject({
  fields: z
    .array(z.strictObject({ field: helpFieldSchema, reason: requiredText(500) }))
    .min(1)
    .max(42),
});
export type ReturnHelp = z.infer<typeof returnHelpSchema>;
export const recordHelpPaymentSchema = z.strictObject({
  method: paymentMethodSchema,
  amount: baht,
  paidOn: z.iso.date(),
  reference: optionalText(100).optional(),
});
export const answerReceiptSchema = z.strictObject({
  answer: receiptAnswerSchema,
  askedBy: askedBySchema.exclude(['line']),
});
export const appealHelpSchema = z.strictObject({ text: requiredText(3000) });
export const decideAppealSchema = z.strictObject({
  decision: z.enum(['granted', 'upheld']),
  note: requiredText(2000),
});
export const withdrawHelpSchema = z.strictObject({ reason: withdrawReasonSchema });
export const mergeHelpSchema = z.strictObject({ intoRequestId: id });
export const openHelpCaseSchema = z.strictObject({ isMinor: z.boolean(), risk: z.enum(['high', 'medium', 'low']) });
