import { z } from 'zod';
import { caseStatusSchema } from './case.ts';
import { domainSchema, serviceCodeSchema } from './case-forms.ts';
import { namedAgencySchema, namedPersonSchema } from './incident.ts';
import { administrativePlaceSchema } from './jurisdiction.ts';
import {
  ageBandSchema,
  confirmationAnswerSchema,
  confirmationStateSchema,
  confirmationWaySchema,
  needChoiceSchema,
  needHolderSchema,
  referralActionSchema,
  referralBasisSchema,
  referralConsequenceSchema,
  referralDeclineSchema,
  referralFailureSchema,
  referralHoldReasonSchema,
  referralOutcomeSchema,
  referralPaperSchema,
  referralStatusSchema,
  referralTimelineKindSchema,
  referralUrgencySchema,
  referralWithdrawalSchema,
} from './referral.ts';
import { optionalText, requiredText } from './text.ts';

const id = z.uuid();
const moment = z.iso.datetime();

/** One row of a list: what a receiver may know before accepting. No name, no number, no address, no free text. */
export const referralSummarySchema = z
  .object({
    id,
    code: z.string(),
    version: z.int(),
    status: referralStatusSchema,
    statusSince: moment,
    need: domainSchema,
    serviceCode: serviceCodeSchema,
    /** The entry of the service directory, where it is offered to one. */
    serviceId: id.nullable(),
    urgency: referralUrgencySchema,
    /** The receiver has a duty by law: declining needs its supervisor. */
    statutory: z.boolean(),
    ageBand: ageBandSchema,
    isMinor: z.boolean(),
    /** Reported in silence: a call or a visit may put somebody in danger. */
    silent: z.boolean(),
    place: administrativePlaceSchema,
    papers: z.array(referralPaperSchema),
    /** Siblings that are sent together. */
    bundleId: id.nullable(),
    from: namedAgencySchema,
    to: namedAgencySchema,
    /** Null for a receiver before acceptance. */
    caseId: id.nullable(),
    caseCode: z.string().nullable(),
    offeredAt: moment.nullable(),
    /** When the answer is due. */
    dueAt: moment.nullable(),
    acceptedAt: moment.nullable(),
    /** When the receiver has to say how it goes, and when there should be an outcome. */
    updateDueAt: moment.nullable(),
    outcomeDueAt: moment.nullable(),
    hold: z.object({ reason: referralHoldReasonSchema, until: moment }).nullable(),
    endedAt: moment.nullable(),
    /** Why it was declined, did not come about, or was withdrawn. */
    endReason: z.union([referralDeclineSchema, referralFailureSchema, referralWithdrawalSchema]).nullable(),
    /** What the sender does next, after an end without help. */
    consequence: referralConsequenceSchema.nullable(),
    outcome: referralOutcomeSchema.nullable(),
    /** The day on which the help was received. */
    outcomeOn: z.iso.date().nullable(),
    confirmation: confirmationStateSchema,
  })
  .meta({ id: 'ReferralSummary' });
export type ReferralSummary = z.infer<typeof referralSummarySchema>;

export const referralTimelineEntrySchema = z
  .object({
    id,
    at: moment,
    kind: referralTimelineKindSchema,
    by: namedPersonSchema.nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'ReferralTimelineEntry' });
export type ReferralTimelineEntry = z.infer<typeof referralTimelineEntrySchema>;

const fact = z.union([z.string().max(500), z.number(), z.boolean(), z.null()]);
/** What a service needs beside the person: codes and numbers under the names that it defines. */
export const packetExtraSchema = z.record(z.string().regex(/^[\w-]{1,40}$/), fact);

/** Who it is about: for the sender always, for the receiver after acceptance. Only what the service's code defines. */
export const referralPacketSchema = z
  .object({
    person: z.record(z.string(), z.unknown()),
    /** How the person can be reached without danger, and who must not know. */
    safeContact: z.record(z.string(), z.unknown()).nullable(),
    silent: z.boolean(),
    why: z.string().nullable(),
    basis: referralBasisSchema,
    extra: packetExtraSchema,
    builtAt: moment,
  })
  .meta({ id: 'ReferralPacket' });
export type ReferralPacket = z.infer<typeof referralPacketSchema>;

/** A referral as the actor may see it. */
export const referralDetailSchema = z
  .object({
    referral: referralSummarySchema,
    /** On which side the actor stands; both for somebody above both. */
    sides: z.array(z.enum(['sender', 'receiver'])),
    /** What the status and their rights allow. */
    actions: z.array(referralActionSchema),
    packet: referralPacketSchema.nullable(),
    timeline: z.array(referralTimelineEntrySchema),
    /** The other referrals of the same bundle that they may see. */
    bundle: z.array(referralSummarySchema),
    /** May write down what the person says about it: `confirmationAnswersOf` says what that can be. */
    mayConfirm: z.boolean(),
  })
  .meta({ id: 'ReferralDetail' });
export type ReferralDetail = z.infer<typeof referralDetailSchema>;

/**
 * `to-answer`: waits for the receiver; `to-decide`: a supervisor decides on a decline; `working`: accepted and not ended;
 * `to-confirm`: the person has not said yet whether they got it; `ended`.
 */
export const REFERRAL_SCOPES = ['open', 'to-answer', 'to-decide', 'working', 'to-confirm', 'ended'] as const;
export const referralListQuerySchema = z.strictObject({
  side: z.enum(['received', 'sent']).default('received'),
  scope: z.enum(REFERRAL_SCOPES).default('open'),
  serviceCode: serviceCodeSchema.optional(),
  /** Only to this receiver, or from this sender. */
  agencyId: id.optional(),
});
export const referralListSchema = z.object({
  referrals: z.array(referralSummarySchema),
  /** There are more than are shown. */
  isCut: z.boolean(),
});
export type ReferralList = z.infer<typeof referralListSchema>;
export type ReferralListQuery = z.infer<typeof referralListQuerySchema>;

/** A need of a case: held by exactly one, or on the list of whoever owns the case, with choices. */
export const caseNeedHoldingSchema = z
  .object({
    needId: id,
    need: domainSchema,
    openedAt: moment,
    /** Ended, with an outcome. */
    isEnded: z.boolean(),
    holder: z
      .object({ kind: needHolderSchema, id, since: moment, serviceCode: serviceCodeSchema.nullable() })
      .nullable(),
    /** Somebody asked a supervisor to accept the loss. */
    lossProposal: z
      .object({ id, reason: z.string(), by: namedPersonSchema, at: moment, isMine: z.boolean() })
      .nullable(),
    /** What the owner can do now; empty while it is held or ended. */
    choices: z.array(needChoiceSchema),
    /** What the last failed referral says to do first. */
    consequence: referralConsequenceSchema.nullable(),
    /** Newest first. */
    referrals: z.array(referralSummarySchema),
  })
  .meta({ id: 'CaseNeedHolding' });
export type CaseNeedHolding = z.infer<typeof caseNeedHoldingSchema>;
export const caseNeedHoldingsSchema = z.object({
  caseId: id,
  caseStatus: caseStatusSchema,
  mayAct: z.boolean(),
  needs: z.array(caseNeedHoldingSchema),
});
export type CaseNeedHoldings = z.infer<typeof caseNeedHoldingsSchema>;

/** A new referral. Without `offer` it stays a draft that nobody else sees. */
export const newReferralSchema = z.strictObject({
  needId: id,
  serviceCode: serviceCodeSchema,
  serviceId: id.optional(),
  toAgencyId: id,
  urgency: referralUrgencySchema,
  basis: referralBasisSchema,
  papers: z.array(referralPaperSchema).max(20).default([]),
  why: optionalText(1000).optional(),
  extra: packetExtraSchema.optional(),
  offer: z.boolean().default(true),
});
export type NewReferral = z.infer<typeof newReferralSchema>;

export const declineReferralSchema = z.strictObject({
  reason: referralDeclineSchema,
  note: optionalText(500).optional(),
});
export type DeclineReferral = z.infer<typeof declineReferralSchema>;
export const refuseDeclineSchema = z.strictObject({ reason: requiredText(500) });
export const withdrawReferralSchema = z.strictObject({
  reason: referralWithdrawalSchema,
  note: optionalText(500).optional(),
});
export type WithdrawReferral = z.infer<typeof withdrawReferralSchema>;
export const holdReferralSchema = z.strictObject({ reason: referralHoldReasonSchema, until: z.iso.date() });
export type HoldReferral = z.infer<typeof holdReferralSchema>;
export const updateReferralSchema = z.strictObject({ note: requiredText(500) });
export const completeReferralSchema = z.strictObject({
  outcome: referralOutcomeSchema,
  /** The day on which it was received. */
  on: z.iso.date(),
  /** Of a school or another place of learning. */
  placeCode: optionalText(40).optional(),
  note: optionalText(500).optional(),
});
export type CompleteReferral = z.infer<typeof completeReferralSchema>;
export const failReferralSchema = z.strictObject({ reason: referralFailureSchema, note: optionalText(500).optional() });
export type FailReferral = z.infer<typeof failReferralSchema>;
/** What the person said to a worker, by telephone or on a visit. */
export const confirmReferralSchema = z.strictObject({
  way: confirmationWaySchema.exclude(['line']),
  answer: confirmationAnswerSchema,
});
export type ConfirmReferral = z.infer<typeof confirmReferralSchema>;
/** Siblings that are sent together; each part lives on its own. */
export const newBundleSchema = z.strictObject({
  referrals: z
    .array(newReferralSchema.extend({ caseId: id }))
    .min(2)
    .max(10),
});
export type NewBundle = z.infer<typeof newBundleSchema>;
/** "Can you take one?", before anybody is named. */
export const askCapacitySchema = z.strictObject({
  needId: id,
  serviceCode: serviceCodeSchema,
  toAgencyIds: z.array(id).min(1).max(10),
  urgency: referralUrgencySchema,
});
export type AskCapacity = z.infer<typeof askCapacitySchema>;
export const answerCapacitySchema = z.strictObject({
  answer: z.enum(['yes', 'no', 'later']),
  /** With `later`. */
  freeFrom: z.iso.date().optional(),
});
export type AnswerCapacity = z.infer<typeof answerCapacitySchema>;
export const capacityQuestionSchema = z
  .object({
    id,
    need: domainSchema,
    serviceCode: serviceCodeSchema,
    urgency: referralUrgencySchema,
    ageBand: ageBandSchema,
    place: administrativePlaceSchema,
    from: namedAgencySchema,
    to: namedAgencySchema,
    askedAt: moment,
    answer: z.enum(['yes', 'no', 'later']).nullable(),
    freeFrom: z.iso.date().nullable(),
    answeredAt: moment.nullable(),
  })
  .meta({ id: 'CapacityQuestion' });
export const capacityQuestionsSchema = z.object({ questions: z.array(capacityQuestionSchema) });
export type CapacityQuestions = z.infer<typeof capacityQuestionsSchema>;
export const ownServiceSchema = z.strictObject({ serviceCode: serviceCodeSchema });
export type OwnService = z.infer<typeof ownServiceSchema>;
export const proposeLossSchema = z.strictObject({ reason: requiredText(500) });
export const decideLossSchema = z.strictObject({ accept: z.boolean(), reason: optionalText(500).optional() });

/** After a change: the new version. */
export const referralChangedSchema = z
  .object({ id, status: referralStatusSchema, version: z.int() })
  .meta({ id: 'ReferralChanged' });
export type ReferralChanged = z.infer<typeof referralChangedSchema>;
export const referralCreatedSchema = referralChangedSchema.extend({ code: z.string() }).meta({ id: 'ReferralCreated' });
export const bundleCreatedSchema = z
  .object({ bundleId: id, referrals: z.array(referralCreatedSchema) })
  .meta({ id: 'ReferralBundleCreated' });
export type ReferralCreated = z.infer<typeof referralCreatedSchema>;
