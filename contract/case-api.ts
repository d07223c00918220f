import { z } from 'zod';
import {
  approvalDecisionSchema,
  approvalSubjectSchema,
  CASE_ACTION_NAMES,
  CASE_GUARDS,
  CLOSURE_REASONS,
  caseConcernSchema,
  caseSourceSchema,
  caseStatusSchema,
  caseTimelineKindSchema,
  declineReasonSchema,
  exclusionKindSchema,
  exclusionReasonSchema,
  holdReasonSchema,
  linkKindSchema,
  NOT_OPENED_REASONS,
  professionSchema,
  reassessReasonSchema,
  reopenReasonSchema,
  transferReasonSchema,
} from './case.ts';
import { clauseSchema, legalFactSchema } from './case-clock.ts';
import { caseRiskSchema, caseSectionSchema, domainSchema, recordKindSchema } from './case-forms.ts';
import { needOutcomeSchema, needSaidBySchema, needSchema } from './case-need.ts';
import { socialWorkerSchema } from './early-notification.ts';
import { namedAgencySchema, namedPersonSchema } from './incident.ts';
import { incidentTypeSchema } from './incident-type.ts';
import { administrativePlaceSchema } from './jurisdiction.ts';
import { optionalText, requiredText } from './text.ts';

const id = z.uuid();
const moment = z.iso.datetime();
const day = z.iso.date();
export const caseActionSchema = z.enum(CASE_ACTION_NAMES as [string, ...string[]]);
export const caseGuardSchema = z.enum(CASE_GUARDS);

/** One row of a list. Nothing in it identifies a child: the title is "child" with the number of the case. */
export const caseSummarySchema = z
  .object({
    id,
    code: z.string(),
    version: z.int(),
    status: caseStatusSchema,
    risk: caseRiskSchema.nullable(),
    concern: caseConcernSchema,
    isMinor: z.boolean(),
    /** What the person is called; null for a minor, and as long as nobody has asked. */
    personName: z.string().nullable(),
    source: caseSourceSchema,
    incidentCode: z.string().nullable(),
    incidentType: incidentTypeSchema.nullable(),
    /** Reported in silence: a call or a visit may put somebody in danger. */
    silent: z.boolean(),
    place: administrativePlaceSchema,
    agency: namedAgencySchema,
    worker: namedPersonSchema.nullable(),
    openedAt: moment,
    /** Since when it waits for a worker, while it does. */
    waitingSince: moment.nullable(),
    acceptedAt: moment.nullable(),
    closedAt: moment.nullable(),
    endReason: z.string().nullable(),
    reopenCount: z.int(),
    hold: z.object({ reason: holdReasonSchema, until: moment }).nullable(),
    /** It is mine to answer: another agency, or a colleague, offers it. */
    isOffered: z.boolean(),
    /** Somebody is asked to take it over: it cannot be offered again until they answer. */
    isOnOffer: z.boolean(),
    updatedAt: moment,
  })
  .meta({ id: 'CaseSummary' });
export type CaseSummary = z.infer<typeof caseSummarySchema>;

/** `waiting`: nobody has accepted it; `mine`: I am the worker; `offered`: waits for my answer. */
export const CASE_SCOPES = ['open', 'waiting', 'mine', 'offered', 'ended'] as const;
export const caseListQuerySchema = z.strictObject({
  scope: z.enum(CASE_SCOPES).default('open'),
  agencyId: id.optional(),
});
export const caseListSchema = z.object({
  cases: z.array(caseSummarySchema),
  /** There are more than are shown. */
  isCut: z.boolean(),
});
export type CaseList = z.infer<typeof caseListSchema>;

/** A person in care, as the registration form fills them in; everything may be unknown at first. */
export const carePersonSchema = z
  .object({
    id,
    version: z.int(),
    name: z.string().nullable(),
    alias: z.string().nullable(),
    idNumber: z.string().nullable(),
    noIdReason: z.string().nullable(),
    /** Exact, `YYYY-MM-DD`. */
    birthDate: z.string().nullable(),
    /** Estimated, Christian era. */
    birthYear: z.int().nullable(),
    sex: z.string().nullable(),
    nationality: z.string().nullable(),
    language: z.string().nullable(),
    disabilities: z.array(z.string()),
    pregnant: z.string().nullable(),
    schoolStatus: z.string().nullable(),
    caregiver: z.record(z.string(), z.unknown()).nullable(),
    /** Of a child: who answers for it before the law, and what the law protects it from. */
    guardian: z.record(z.string(), z.unknown()).nullable(),
    childFlags: z.array(z.string()),
    /** Rules of a safe contact, shown where the call is made. */
    safeContact: z.record(z.string(), z.unknown()).nullable(),
    basis: z.string().nullable(),
  })
  .meta({ id: 'CarePerson' });
export type CarePerson = z.infer<typeof carePersonSchema>;

export const caseTimelineEntrySchema = z
  .object({
    id,
    at: moment,
    kind: caseTimelineKindSchema,
    by: namedPersonSchema.nullable(),
    /** Codes and numbers; a text only where somebody wrote a reason. */
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'CaseTimelineEntry' });
export type CaseTimelineEntry = z.infer<typeof caseTimelineEntrySchema>;

export const caseRecordSchema = z
  .object({
    id,
    seriesId: id,
    kind: recordKindSchema,
    section: caseSectionSchema.nullable(),
    version: z.int(),
    /** The signed or proposed version that it amends. */
    basedOn: id.nullable(),
    body: z.record(z.string(), z.unknown()),
    tool: z.string().nullable(),
    toolVersion: z.string().nullable(),
    author: namedPersonSchema,
    savedAt: moment,
    signedAt: moment.nullable(),
    signedBy: namedPersonSchema.nullable(),
  })
  .meta({ id: 'CaseRecord' });
export type CaseRecord = z.infer<typeof caseRecordSchema>;

/** What the police learn of a case: that there is one, and whether a social worker comes along. */
export const inCareSchema = z.object({ inCare: z.boolean(), socialWorker: socialWorkerSchema.nullable() });

/** A field that goes back to the worker, not the whole form. */
export const sentBackFieldSchema = z.strictObject({ field: requiredText(100), reason: requiredText(300) });
export const caseApprovalSchema = z
  .object({
    id,
    caseId: id,
    subject: approvalSubjectSchema,
    recordId: id.nullable(),
    reason: z.string().nullable(),
    requestedBy: namedPersonSchema,
    requestedAt: moment,
    dueAt: moment,
    decision: z.enum([...approvalDecisionSchema.options, 'withdrawn']).nullable(),
    fields: z.array(sentBackFieldSchema),
    decidedBy: namedPersonSchema.nullable(),
    decidedAt: moment.nullable(),
    /** Four eyes: whoever proposed it never decides. */
    isMine: z.boolean(),
  })
  .meta({ id: 'CaseApproval' });
export type CaseApproval = z.infer<typeof caseApprovalSchema>;

export const caseTransferSchema = z
  .object({
    id,
    from: namedAgencySchema,
    fromWorker: namedPersonSchema.nullable(),
    to: namedAgencySchema,
    toWorker: namedPersonSchema.nullable(),
    reason: transferReasonSchema,
    note: z.string().nullable(),
    offeredBy: namedPersonSchema,
    offeredAt: moment,
    dueAt: moment,
    answer: z.enum(['accepted', 'declined', 'withdrawn', 'forced']).nullable(),
    answerReason: z.string().nullable(),
    answeredAt: moment.nullable(),
    /** Mine to accept or decline. */
    isMine: z.boolean(),
  })
  .meta({ id: 'CaseTransfer' });

export const teamMemberSchema = z
  .object({
    id,
    person: namedPersonSchema,
    profession: professionSchema,
    sections: z.array(caseSectionSchema),
    until: moment,
    isInForce: z.boolean(),
  })
  .meta({ id: 'TeamMember' });

/** An action that the status allows, and what is still missing for it, in the order in which it is asked. */
export const possibleActionSchema = z
  .object({ action: caseActionSchema, missing: z.array(caseGuardSchema), byApproval: approvalSubjectSchema.nullable() })
  .meta({ id: 'PossibleCaseAction' });

/** A case as the actor may see it; what they may not see is null or empty. */
export const caseDetailSchema = z
  .object({
    case: caseSummarySchema,
    /** Null: all of it. Otherwise the sections one was invited to. */
    sections: z.array(caseSectionSchema).nullable(),
    /** May be worked on, not only read. */
    mayAct: z.boolean(),
    /** Whom the system proposes while the case waits; anybody of the agency may accept it. */
    suggested: namedPersonSchema.nullable(),
    person: carePersonSchema.nullable(),
    actions: z.array(possibleActionSchema),
    approvals: z.array(caseApprovalSchema),
    /** The offer that waits for an answer, or the last one. */
    transfer: caseTransferSchema.nullable(),
    team: z.array(teamMemberSchema),
    links: z.array(z.object({ kind: linkKindSchema, case: caseSummarySchema })),
    timeline: z.array(caseTimelineEntrySchema),
    /** Whether the reporter was told in LINE who will contact them. */
    reporterMessage: z.enum(['none', 'due', 'sent', 'withheld']),
  })
  .meta({ id: 'CaseDetail' });
export type CaseDetail = z.infer<typeof caseDetailSchema>;

/** After a change: the new version. The console reads the case again, as it does for a colleague's change. */
export const caseChangedSchema = z
  .object({ id, status: caseStatusSchema, version: z.int() })
  .meta({ id: 'CaseChanged' });
export type CaseChanged = z.infer<typeof caseChangedSchema>;

/** Somebody calls 1300, walks in, or is visited: enough to know them again, nothing that must be known. */
export const openCaseSchema = z.strictObject({
  source: z.enum(['call-1300', 'walk-in']),
  isMinor: z.boolean(),
  place: z.strictObject({ lat: z.number(), lng: z.number() }),
  /** What the caller says of the person, as the registration form has it (`case-forms.ts`); all of it may be unknown. */
  registration: z.record(z.string(), z.unknown()).optional(),
  risk: caseRiskSchema.optional(),
});
export type OpenCase = z.infer<typeof openCaseSchema>;
export const caseOpenedSchema = z
  .object({ id, agency: namedAgencySchema, version: z.int() })
  .meta({ id: 'CaseOpened' });
export type CaseOpened = z.infer<typeof caseOpenedSchema>;

export const setRiskSchema = z.strictObject({ risk: caseRiskSchema, reason: requiredText(500) });
export const reassessSchema = z.strictObject({ reason: reassessReasonSchema });
export const reopenCaseSchema = z.strictObject({ reason: reopenReasonSchema });
/** For training. */
export const letDaysPassSchema = z.strictObject({ days: z.int().min(1).max(90) });

/** What one waits for: an approval or a transfer. */
export const nudgeCaseSchema = z.strictObject({ subjectId: id });
export const holdCaseSchema = z.strictObject({ reason: holdReasonSchema, until: day });

export const requestApprovalSchema = z.strictObject({
  subject: approvalSubjectSchema,
  /** For a case that is not opened, and for a closure: each has its own reasons. */
  reason: z.enum([...new Set([...NOT_OPENED_REASONS, ...CLOSURE_REASONS])]).optional(),
});
export type RequestApproval = z.infer<typeof requestApprovalSchema>;
export const decideApprovalSchema = z.strictObject({
  decision: approvalDecisionSchema,
  /** What goes back, each with a reason; only when it is sent back. */
  fields: z.array(sentBackFieldSchema).max(30).optional(),
});
export type DecideApproval = z.infer<typeof decideApprovalSchema>;

export const offerTransferSchema = z.strictObject({
  agencyId: id,
  /** A colleague; without one any worker of the agency may accept. */
  workerId: id.optional(),
  reason: transferReasonSchema,
  note: optionalText(500).optional(),
});
export type OfferTransfer = z.infer<typeof offerTransferSchema>;
export const offerTransfersSchema = z.strictObject({
  ...offerTransferSchema.shape,
  /** Every open case of the worker who leaves, or these of them. */
  fromWorkerId: id,
  caseIds: z.array(id).min(1).max(500).optional(),
});
export const transfersOfferedSchema = z.object({ offered: z.int(), skipped: z.int() });
export const answerCaseTransferSchema = z.strictObject({
  accept: z.boolean(),
  /** Why not; needed to decline. */
  reason: declineReasonSchema.optional(),
});
export type AnswerCaseTransfer = z.infer<typeof answerCaseTransferSchema>;
export const forceTransferSchema = z.strictObject({
  agencyId: id,
  workerId: id.optional(),
  reason: requiredText(500),
});

export const linkCaseSchema = z.strictObject({ caseId: id, kind: linkKindSchema });
export const excludeSchema = z.strictObject({
  kind: exclusionKindSchema,
  personId: id.optional(),
  value: optionalText(30).optional(),
  reason: exclusionReasonSchema,
});
export const exclusionSchema = z
  .object({
    id,
    kind: exclusionKindSchema,
    person: namedPersonSchema.nullable(),
    value: z.string().nullable(),
    reason: exclusionReasonSchema,
    by: namedPersonSchema,
    at: moment,
    liftedAt: moment.nullable(),
  })
  .meta({ id: 'CaseExclusion' });
export const exclusionsSchema = z.object({ exclusions: z.array(exclusionSchema) });

export const madeSchema = z.object({ id });

export const inviteMemberSchema = z.strictObject({
  personId: id,
  profession: professionSchema,
  sections: z.array(caseSectionSchema).min(1),
  until: day,
});
/** Who looked at what, for the owner. */
export const caseViewsSchema = z.object({
  views: z.array(
    z.object({ at: moment, by: namedPersonSchema, view: z.string(), isInvited: z.boolean() }).meta({ id: 'CaseView' }),
  ),
});

export type CaseViews = z.infer<typeof caseViewsSchema>;

export const caseRecordsSchema = z.object({ records: z.array(caseRecordSchema) });
export type CaseRecords = z.infer<typeof caseRecordsSchema>;
/** The path names the form, so that it can be begun without signal. */
export const saveRecordSchema = z.strictObject({
  kind: recordKindSchema,
  /** The version it was written over, 0 for a new form. If there is a newer one, the answer says so and nothing is lost. */
  basedOn: z.int().min(0),
  /** A draft as `case-forms.ts` describes it by its kind. */
  body: z.record(z.string(), z.unknown()),
});
export type SaveRecord = z.infer<typeof saveRecordSchema>;
/** The version that was read. */
export const signRecordSchema = z.strictObject({ version: z.int().min(1) });
export type SignRecord = z.infer<typeof signRecordSchema>;
/** `id` is that of the version, which an approval names. */
export const recordSavedSchema = z
  .object({ id, seriesId: id, version: z.int(), savedAt: moment })
  .meta({ id: 'CaseRecordSaved' });
export type RecordSaved = z.infer<typeof recordSavedSchema>;

export const caseNeedsSchema = z.object({ needs: z.array(needSchema) });
export type CaseNeeds = z.infer<typeof caseNeedsSchema>;
export const openNeedSchema = z.strictObject({ code: domainSchema });
export type OpenNeed = z.infer<typeof openNeedSchema>;
/** That no help was to be had nobody says alone: it is proposed, and decided by another (`needs/:needId/loss`). */
export const endNeedSchema = z.strictObject({
  outcome: needOutcomeSchema.exclude(['loss-accepted']),
  saidBy: needSaidBySchema,
});
export type EndNeed = z.infer<typeof endNeedSchema>;

/** A running clock. What nobody has verified says so. */
export const caseClockSchema = z
  .object({
    id,
    rule: z.string(),
    kind: z.enum(['work', 'law']),
    th: z.string(),
    en: z.string(),
    clause: clauseSchema.nullable(),
    source: z.string(),
    unverified: z.boolean(),
    /** An approval, a transfer, a decision or a service. */
    subjectId: id.nullable(),
    startedAt: moment,
    remindsAt: moment.nullable(),
    dueAt: moment,
    /** Since when it stands still, because the case is on hold; then `dueAt` moves on with the hold. */
    pausedAt: moment.nullable(),
    /** When it was found to be late. */
    passedAt: moment.nullable(),
  })
  .meta({ id: 'CaseClock' });
export type CaseClock = z.infer<typeof caseClockSchema>;
export const caseClocksSchema = z.object({ clocks: z.array(caseClockSchema) });
export type CaseClocks = z.infer<typeof caseClocksSchema>;
export const recordLegalFactSchema = z.strictObject({ fact: legalFactSchema, happenedAt: moment });
export type RecordLegalFact = z.infer<typeof recordLegalFactSchema>;
