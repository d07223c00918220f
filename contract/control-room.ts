import { z } from 'zod';
import { duplicateSuggestionSchema } from './incident.ts';
import { incidentTypeSchema } from './incident-type.ts';
import { languageSchema } from './languages.ts';
import { placeDetailSchema } from './place-detail.ts';
import { latLngSchema, reportedPositionSchema } from './position.ts';
import { optionalText } from './text.ts';

const at = z.iso.datetime();
const id = z.uuid();

/** The numbers that people call. */
export const CALL_LINES = ['191', '1300'] as const;
export const callLineSchema = z.enum(CALL_LINES);
export type CallLine = z.infer<typeof callLineSchema>;

/** Where the caller is: a point on the map, or a subdistrict or district chosen by name (its centre and its size). */
export const callerPlaceSchema = z.strictObject({
  ...latLngSchema.shape,
  source: z.enum(['console-pin', 'typed']),
  accuracyMetres: z.number().nonnegative().nullable().default(null),
  label: optionalText(200).nullable().default(null),
});

/** What a clerk has typed in so far; every field may come later. Type and place together raise the alert. */
export const phoneReportInputSchema = z.strictObject({
  type: incidentTypeSchema.optional(),
  /** Null removes it, as long as nobody is alerted. */
  place: callerPlaceSchema.nullable().optional(),
  /** House number, lane, landmark, as in the clerk's field; empty removes it. */
  placeDetail: placeDetailSchema.optional(),
  /** As the caller gave it; anything that is not a number is stored as text. Empty removes it, as long as nobody is alerted. */
  callerPhone: optionalText(40).optional(),
  /** The caller cannot speak or is watched. */
  silent: z.boolean().optional(),
  /** False: the caller does not want to be called back. */
  callBack: z.boolean().optional(),
  /** The call was cut off. */
  cutOff: z.boolean().optional(),
  note: optionalText(2000).optional(),
  /** True: store it and alert nobody yet, because the clerk is still typing. */
  isDraft: z.boolean().default(false),
});
export const takePhoneReportSchema = phoneReportInputSchema.extend({ channel: callLineSchema });
export type PhoneReportInput = z.input<typeof phoneReportInputSchema>;

/** A report as its clerk sees it afterwards. */
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
    /** What the clerk typed, even if it is not a number; null when nothing was typed. */
    callerPhone: z.string().nullable(),
    silent: z.boolean(),
    callBack: z.boolean(),
    note: z.string().nullable(),
    /** The status the caller can be told. Null until somebody is alerted. */
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

/** Open incidents that may be the same emergency as the call being typed. */
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
    language: languageSchema.nullable(),
    /** Why calling is not allowed, shown instead of the number. */
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
  /** After "no answer": minutes until the next try; by default longer each time. */
  againInMinutes: z.int().min(1).max(1440).optional(),
});
