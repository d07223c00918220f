import { z } from 'zod';
import { ATTACHMENT_REFUSALS } from './attachment.ts';
import { dispositionSchema, incidentStatusSchema, prioritySchema } from './incident-status-schemas.ts';
import { incidentTypeSchema } from './incident-type.ts';
import { administrativePlaceSchema } from './jurisdiction.ts';
import { languageSchema } from './languages.ts';
import { latLngSchema, reportedPositionSchema } from './position.ts';
import { questionIdSchema } from './silent-question.ts';

const at = z.iso.datetime();
const id = z.uuid();

/** An agency with its names. */
export const namedAgencySchema = z
  .object({ id, nameTh: z.string(), nameEn: z.string().nullable() })
  .meta({ id: 'NamedAgency' });
export type NamedAgency = z.infer<typeof namedAgencySchema>;

/** Who acted, as shown to colleagues. */
export const namedPersonSchema = z.object({ id: z.string(), name: z.string() }).meta({ id: 'NamedPerson' });

/** One row of the queue: everything a console needs to show and sort it. A live event carries the same row. */
export const incidentSummarySchema = z
  .object({
    id,
    /** For people and radio, e.g. `ES-6911-0412`: Buddhist year and month, running number. */
    code: z.string(),
    version: z.int(),
    type: incidentTypeSchema,
    status: incidentStatusSchema,
    priority: prioritySchema,
    /** The reporter can't speak or is watched: DO NOT CALL, DO NOT SOUND SIREN. */
    silent: z.boolean(),
    responsibleAgency: namedAgencySchema,
    /**
     * Agencies called because nobody answers: the alarm rings there as well, and whoever acknowledges becomes
     * responsible.
     */
    calledAgencyIds: z.array(id),
    position: latLngSchema,
    place: administrativePlaceSchema,
    /** True: this reader is shown the centre of the subdistrict instead of the exact place. */
    placeMasked: z.boolean(),
    /** House number, lane or landmark, in addition to the names of the place. Masked with the place. */
    placeDetail: z.string().nullable(),
    /** Accuracy of the position in metres ("± 4 km" of a tambon's name); null if it was not measured. */
    accuracyMetres: z.number().nonnegative().nullable(),
    /** From the responsible station to the place, straight line. */
    distanceMetres: z.number(),
    /** When the current alarm began: the report, or the reopening. The running clock counts from here. */
    alertedAt: at,
    acknowledgedAt: at.nullable(),
    acknowledgedBy: namedPersonSchema.nullable(),
    /** The ETA given to the reporter. Passed and not on scene = late. */
    etaAt: at.nullable(),
    unitName: z.string().nullable(),
    /** The reporter asked to cancel; an officer decides. */
    cancelRequestedAt: at.nullable(),
    /** Duress: the reporter said "all fine" in the way that means "I am made to say this". Nobody may cancel. */
    duressAt: at.nullable(),
    /**
     * When an officer confirmed that they saw the latest duress signal: until then consoles ring, acknowledged or not.
     */
    duressSeenAt: at.nullable(),
    transferTo: namedAgencySchema.nullable(),
    reporterCount: z.int(),
    /** Time of the reporter's newest message that no officer has answered or acted upon yet. */
    lastReporterMessageAt: at.nullable(),
    hasDuplicateSuggestions: z.boolean(),
    /** The unit that reported a result nobody has confirmed yet. Absent otherwise. */
    resultFrom: z.string().optional(),
    /** An exercise: shown everywhere, counted nowhere, no reporter is notified. */
    isExercise: z.boolean(),
    updatedAt: at,
  })
  .meta({ id: 'Incident' });
export type IncidentSummary = z.infer<typeof incidentSummarySchema>;

export const CANCEL_REASONS = ['by-mistake', 'safe-now'] as const;
export const cancelReasonSchema = z.enum(CANCEL_REASONS);
export type CancelReason = z.infer<typeof cancelReasonSchema>;

/** What happened, newest last. `kind` is a closed list; `details` completes the sentence in the reader's language. */
export const TIMELINE_KINDS = [
  'opened',
  'alerted',
  'neighbour-notified',
  'called',
  'taken-over',
  'station-involved',
  'station-released',
  'acknowledged',
  'eta-changed',
  'eta-passed',
  'unit-assigned',
  'officers-sent',
  'unit-added',
  'unit-withdrawn',
  'unit-en-route',
  'unit-on-scene',
  'unit-done',
  'unit-photo',
  'unit-note',
  'unit-back-up',
  'unit-crew-changed',
  'en-route',
  'on-scene',
  'resolved',
  'closed',
  'reopened',
  'cancelled',
  'cancel-requested',
  'cancel-withdrawn',
  'duress',
  'duress-seen',
  'question-asked',
  'question-answered',
  'question-unanswered',
  'safety-noted',
  'safety-note-withdrawn',
  'handed-over',
  'not-handed-over',
  'transfer-requested',
  'transfer-accepted',
  'transfer-declined',
  'merged',
  'absorbed',
  'unmerged',
  'position-added',
  'position-failed',
  'line-id-verified',
  'place-detail-changed',
  'type-changed',
  'silenced',
  'phone-added',
  'phone-removed',
  'message-from-reporter',
  'message-to-reporter',
  'message-unsent',
  'reporter-blocked',
  'reporter-returned',
  'finding-proposed',
  'finding-withdrawn',
  'finding-confirmed',
  'finding-dropped',
  'finding-notice-given',
  'finding-appealed',
  'finding-upheld',
  'finding-overturned',
  'finding-inquiry-ended',
] as const;
export const timelineEntrySchema = z
  .object({
    id,
    at,
    kind: z.enum(TIMELINE_KINDS),
    by: namedPersonSchema.nullable(),
    details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  })
  .meta({ id: 'TimelineEntry' });
export type TimelineEntry = z.infer<typeof timelineEntrySchema>;

export const chatMessageSchema = z
  .object({
    id,
    at,
    reportId: id,
    from: z.enum(['reporter', 'officer']),
    by: namedPersonSchema.nullable(),
    kind: z.enum(['text', 'image', 'video', 'audio', 'file', 'sticker', 'location']),
    text: z.string().nullable(),
    /** The ready question, or with `answer` the answer to one, behind the text shown on the phone. */
    question: questionIdSchema.nullable(),
    answer: z.string().nullable(),
    /**
     * A link to the file, for the person who got it and for five minutes; read the incident again for a new one. Null
     * in live events, while the file is being fetched, and if it is not available.
     */
    attachmentUrl: z.string().nullable(),
    /** Facts about the fetched file; null before. A refused one will never come. */
    attachment: z
      .object({
        contentType: z.string().nullable(),
        bytes: z.int().nullable(),
        refusal: z.enum(ATTACHMENT_REFUSALS).nullable(),
      })
      .nullable(),
    /** The reporter unsent it; the content is erased, the fact stays. */
    unsentAt: at.nullable(),
    /** Of an officer's message: `pending` until LINE accepted it. Accepted does not mean read. */
    delivery: z.enum(['pending', 'sent', 'failed']).nullable(),
  })
  .meta({ id: 'ChatMessage' });
export type ChatMessage = z.infer<typeof chatMessageSchema>;

/** How a report came in. A caller has no chat: they can only be called back. `web`: the citizen page, in a browser or in LINE. */
export const REPORT_CHANNELS = ['line', 'phone', 'web'] as const;
export const reportChannelSchema = z.enum(REPORT_CHANNELS);
export type ReportChannel = z.infer<typeof reportChannelSchema>;

/** An account of LINE, a call that was taken, an account that LINE vouched for on the citizen page, a number given there, or nothing. */
export const REPORT_TRUST = ['line-account', 'phone-call', 'line-verified', 'phone-given', 'anonymous'] as const;

/** One person's report on this incident. Reporters never learn of one another. */
export const incidentReportSchema = z
  .object({
    reportId: id,
    /** The incident it came in with; differs from the shown incident after a merge. */
    incidentId: id,
    receivedAt: at,
    /** When they pressed send, by the clock of their device: it may have waited for a signal. Null where it is not known. */
    writtenAt: at.nullable(),
    /** What stands behind the report. A person who says nothing of themselves is in as much danger as any other. */
    trust: z.enum(REPORT_TRUST),
    /** The how many-th without a name or a number from one network within ten minutes; null unless that is remarkable. */
    gathered: z.int().nullable(),
    channel: reportChannelSchema,
    type: incidentTypeSchema,
    silent: z.boolean(),
    /** E.164; masked it can't be called (`08x-xxx-x567`). */
    phone: z.string().nullable(),
    phoneMasked: z.boolean(),
    /** False: "I can't take calls". Null: not asked or not answered yet. */
    canTakeCalls: z.boolean().nullable(),
    /** The reporter blocked the account: LINE accepts our messages and delivers none. */
    unreachable: z.boolean(),
    /**
     * What this account reported within 24 hours, including this report. Never a reason not to go: pranksters get
     * robbed too.
     */
    recentReports: z.object({ count: z.int(), unfounded: z.int() }),
    /** Until when a patrol goes only after a call back; the alarm rings as always. Null for all who may be in danger beside somebody. */
    callBackFirstUntil: at.nullable(),
    /** Preferred language of the reporter. */
    language: languageSchema,
  })
  .meta({ id: 'IncidentReport' });
export type IncidentReport = z.infer<typeof incidentReportSchema>;

export const DUPLICATE_REASONS = ['near-in-place-and-time', 'same-phone', 'compatible-type'] as const;
export const duplicateSuggestionSchema = z
  .object({
    incident: incidentSummarySchema,
    reasons: z.array(z.enum(DUPLICATE_REASONS)),
    metresApart: z.number(),
    minutesApart: z.number(),
  })
  .meta({ id: 'DuplicateSuggestion' });
export type DuplicateSuggestion = z.infer<typeof duplicateSuggestionSchema>;

/** Why this station was chosen, in both languages. */
export const routingSchema = z.object({ th: z.string(), en: z.string() });

export const incidentDetailSchema = z
  .object({
    incident: incidentSummarySchema,
    routing: routingSchema,
    positions: z.array(reportedPositionSchema),
    reports: z.array(incidentReportSchema),
    timeline: z.array(timelineEntrySchema),
    messages: z.array(chatMessageSchema),
    duplicates: z.array(duplicateSuggestionSchema),
    merged: z.array(incidentSummarySchema),
    disposition: dispositionSchema.nullable(),
    dispositionNote: z.string().nullable(),
    cancelReason: cancelReasonSchema.nullable(),
    /**
     * Whether people need care afterwards: an officer's answer; once resolved, what closing will assume; null if not
     * known yet.
     */
    care: z.object({ victims: z.boolean().nullable(), children: z.boolean().nullable() }),
    mergedInto: z.object({ id, code: z.string() }).nullable(),
    /** Officers who were sent: they can see it even if they see nothing else. */
    officers: z.array(namedPersonSchema),
    /** Every involved agency with its role; the responsible one leads. */
    stations: z.array(
      z.object({
        agency: namedAgencySchema,
        role: z.enum(['responsible', 'called', 'supporting', 'neighbour', 'transfer-target', 'former']),
        since: at,
      }),
    ),
    /** What this person may do now, by the state table and their permissions. */
    actions: z.array(z.string()),
  })
  .meta({ id: 'IncidentDetail' });
export type IncidentDetail = z.infer<typeof incidentDetailSchema>;

/** A report that lacks its type or its place: somebody may be in danger and we can't tell where. */
export const unfinishedReportSchema = z
  .object({
    reportId: id,
    channel: reportChannelSchema,
    /** Language of the reporter. */
    language: languageSchema,
    type: incidentTypeSchema.nullable(),
    position: reportedPositionSchema.nullable(),
    /** House number, lane or landmark, as the reporter said it. */
    placeDetail: z.string().nullable(),
    /** The province, if known; null shows it on every console. */
    area: z
      .object({
        provinceCode: z.string(),
        provinceTh: z.string(),
        provinceEn: z.string(),
        from: z.enum(['position', 'text', 'call']),
      })
      .nullable(),
    silent: z.boolean(),
    /** False: nobody may call, because they said so or report silently. Null: not known. */
    canTakeCalls: z.boolean().nullable(),
    /** The clerk who is entering it, for a call. */
    takenBy: z.object({ line: z.enum(['191', '1300']), name: z.string() }).nullable(),
    startedAt: at,
    /** How often the reporter was asked for what is missing. */
    askedTimes: z.int(),
    lastText: z.string().nullable(),
    phone: z.string().nullable(),
    phoneMasked: z.boolean(),
  })
  .meta({ id: 'UnfinishedReport' });
export type UnfinishedReport = z.infer<typeof unfinishedReportSchema>;

/** A snapshot; follow the live stream from `cursor` and nothing is missed. */
export const incidentQueueSchema = z
  .object({
    cursor: z.int(),
    now: at,
    incidents: z.array(incidentSummarySchema),
    unfinished: z.array(unfinishedReportSchema),
  })
  .meta({ id: 'IncidentQueue' });
export type IncidentQueue = z.infer<typeof incidentQueueSchema>;
