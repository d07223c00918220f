import { z } from 'zod';
import { dispositionSchema } from './incident-status-schemas.ts';
import { knownIncidentTypeSchema } from './incident-type.ts';
import { placeDetailSchema } from './place-detail.ts';
import { optionalText, requiredText } from './text.ts';

const id = z.uuid();

export const etaMinutesSchema = z.int().min(1).max(240);
export const acknowledgeSchema = z.strictObject({ etaMinutes: etaMinutesSchema });
/** Without minutes an officer has acknowledged it but given no ETA yet. */
export const takeOverSchema = z.strictObject({
  etaMinutes: etaMinutesSchema.optional(),
  reason: requiredText(500).optional(),
});
/** One of the five types; "unknown" can't be chosen. */
export const setTypeSchema = z.strictObject({ type: knownIncidentTypeSchema });
export const involveStationSchema = z.strictObject({ agencyId: id, reason: requiredText(500) });
export const progressSchema = z.strictObject({
  etaMinutes: etaMinutesSchema.optional(),
  note: optionalText(2000).optional(),
});
/** On scene there is no ETA any more. */
export const onSceneSchema = progressSchema.omit({ etaMinutes: true });
/** Whether somebody needs care afterwards; if not given, it is derived from what is known. */
const care = { victims: z.boolean().optional(), children: z.boolean().optional() };
export const resolveSchema = z.strictObject({
  disposition: dispositionSchema,
  note: optionalText(2000).optional(),
  ...care,
});
/** Why nobody is handed over to a centre although there is a victim or a child. */
export const NO_HAND_OVER = ['declined', 'in-care-already', 'nobody-found', 'other-agency'] as const;
export const noHandOverSchema = z.enum(NO_HAND_OVER);
export type NoHandOver = z.infer<typeof noHandOverSchema>;
export const closeSchema = z.strictObject({ ...care, noHandOver: noHandOverSchema.optional() });
export const reopenSchema = z.strictObject({ reason: requiredText(500) });
export const transferSchema = z.strictObject({ agencyId: id, reason: requiredText(500) });
export const transferAnswerSchema = z.strictObject({
  accept: z.boolean(),
  reason: optionalText(500).optional(),
});
/** The details as edited, and as they were when editing began; empty removes them. */
export const changePlaceDetailSchema = z.strictObject({ detail: placeDetailSchema, was: z.string().nullable() });
export const mergeSchema = z.strictObject({ intoIncidentId: id });
export const sendMessageSchema = z.strictObject({ text: requiredText(2000), reportId: id.optional() });
