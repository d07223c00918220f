import { z } from 'zod';
import { duplicateSuggestionSchema } from './incident.ts';
import { incidentTypeSchema } from './incident-type.ts';
import { placeDetailSchema } from './place-detail.ts';
import { latLngSchema, reportedPositionSchema } from './position.ts';
import { optionalText } from './text.ts';

const at = z.iso.datetime();
const id = z.uuid();

/** The numbers that people call. */
export const CALL_LINES = ['191', '1300'] as const;
export const callLineSchema = z.enum(CALL_LINES);
export type CallLine = z.infer<typeof callLineSchema>;

/** Where the caller is: a point on the map, or a subdistrict or district chosen by name (its middle and its size). */
export const callerPlaceSchema = z.strictObject({
  ...latLngSchema.shape,
  source: z.enum(['console-pin', 'typed']),
  accuracyMetres: z.number().nonnegative().nullable().default(null),
  label: optionalText(200).nullable().default(null),
});

/** What a clerk has typed in so far; all of it may come later. Type and place together are the alert. */
export const phoneReportInputSchema = z.strictObject({
  type: incidentTypeSchema.optional(),
  /** Null takes it back while nobody is alerted. */
  place: callerPlaceSchema.nullable().optional(),
  /** House number, lane, landmark, as the clerk's field holds it; empty takes it back. */
  placeDetail: placeDetailSchema.optional(),
  /** As the caller said it; what is no number is kept as words. Empty takes it back while nobody is alerted. */
  callerPhone: optionalText(40).optional(),
  /** The caller can't speak or is watched. */
  silent: z.boolean().optional(),
  /** False: "don't call me back". */
  callBack: z.boolean().optional(),
  /** The line broke. */
  cutOff: z.boolean().optional(),
  note: optionalText(2000).optional(),
  /** True: keep it, alert nobody yet; the clerk is still typing. */
  isDraft: z.boolean().default(false),
});
export const takePhoneReportSchema = phoneReportInputSchema.extend({ channel: callLineSchema });
export type PhoneReportInput = z.input<typeof phoneReportInputSchema>;

/** A report as its clerk goes on seeing it. */
export const phoneReportSchema = z
  .object({
    reportId: id,
    channel: callLineSchema.nullable(),
    takenByName: z.string().nullable(),
    at,
    state: z.enum(['draft', 'submitted', 'dropped', 'abandoned']),
    type: incidentTypeSchema.nullable(),
    position: reportedPositionSchema.nullable(),
    placeDetail: z.string().nullable(),
    phone: z.string().nullable(),
    /** The same as the clerk typed it, also what is no number; null when nothing was typed. */
    callerPhone: z.string().nullable(),
    silent: z.boolean(),
    callBack: z.boolean(),
    note: z.string().nullable(),
    /** What there is to tell the caller. Null until somebody is alerted. */
    lastNotified: z
      .object({
        status: z.enum(['waiting', 'acknowledged', 'en-route', 'on-scene', 'resolved', 'closed', 'cancelled']),
        code: z.string(),
        since: at,
        etaAt: at.nullable(),
      })
      .nullable(),
    incidentId: id.nullable(),
  })
  .meta({ id: 'PhoneReport' });
export type PhoneReport = z.infer<typeof phoneReportSchema>;
export const phoneReportListSchema = z.object({ reports: z.array(phoneReportSchema) });

/** Open incidents that may be the same danger as what is being typed. */
export const duplicateCandidatesSchema = z.object({ duplicates: z.array(duplicateSuggestionSchema) });
export const dropPhoneReportSchema = z.strictObject({
  reason: z.enum(['mistake', 'prank', 'not-an-emergency', 'test']),
});

/** Why somebody is to be called. */
export const CALL_BACK_REASONS = ['unfinished', 'cut-off', 'unreachable', 'news', 'message', 'officer'] as const;
export const CALL_BACK_RESULTS = ['reached', 'no-answer', 'wrong-number', 'not-safe'] as const;
export const callBackResultSchema = z.enum(CALL_BACK_RESULTS);
export type CallBackResult = z.infer<typeof callBackResultSchema>;

export const callBackSchema = z
  .object({
    id,
    reportId: id,
    incidentId: id.nullable(),
    code: z.string().nullable(),
    reason: z.enum(CALL_BACK_REASONS),
    note: z.string().nullable(),
    askedByName: z.string().nullable(),
    askedAt: at,
    dueAt: at,
    isDue: z.boolean(),
    phone: z.string().nullable(),
    phoneMasked: z.boolean(),
    language: z.enum(['th', 'en']).nullable(),
    /** Why nobody may call, shown instead of the number. */
    forbidden: z.enum(['silent', 'no-calls', 'no-phone']).nullable(),
    tries: z.int(),
    lastResult: callBackResultSchema.nullable(),
    lastTriedAt: at.nullable(),
    claimedBy: z.object({ id, name: z.string() }).nullable(),
  })
  .meta({ id: 'CallBack' });
export type CallBack = z.infer<typeof callBackSchema>;
export const callBackListSchema = z.object({ now: at, callBacks: z.array(callBackSchema) });

export const askCallBackSchema = z.strictObject({
  reportId: id.optional(),
  inMinutes: z.int().min(0).max(1440),
  note: optionalText(500).optional(),
});
export const callBackDoneSchema = z.strictObject({
  result: callBackResultSchema,
  /** After "no answer": when to try again; 10 minutes unless said. */
  againInMinutes: z.int().min(1).max(1440).optional(),
});
