import { z } from 'zod';
import { dispositionSchema } from './incident-status.ts';
import { knownIncidentTypeSchema } from './incident-type.ts';
import { placeDetailSchema } from './place-detail.ts';
import { optionalText, requiredText } from './text.ts';

const id = z.uuid();

export const etaMinutesSchema = z.int().min(1).max(240);
export const acknowledgeSchema = z.strictObject({ etaMinutes: etaMinutesSchema });
/** Without a time a human has it and has promised nothing yet. */
export const takeOverSchema = z.strictObject({
  etaMinutes: etaMinutesSchema.optional(),
  reason: requiredText(500).optional(),
});
/** Which of the five it is; "not known" is what it was before. */
export const setTypeSchema = z.strictObject({ type: knownIncidentTypeSchema });
export const involveStationSchema = z.strictObject({ agencyId: id, reason: requiredText(500) });
export const progressSchema = z.strictObject({
  etaMinutes: etaMinutesSchema.optional(),
  note: optionalText(2000).optional(),
});
/** Who is there promises no time any more. */
export const onSceneSchema = progressSchema.omit({ etaMinutes: true });
/** Whether the work leaves somebody behind who must be cared for; not said, it is taken from what is known. */
const care = { victims: z.boolean().optional(), children: z.boolean().optional() };
export const resolveSchema = z.strictObject({
  disposition: dispositionSchema,
  note: optionalText(2000).optional(),
  ...care,
});
/** Why nobody is handed to a centre although there is a victim or a child. */
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
/** The detail as it stands in the field, and as it stood when it was opened; empty takes it back. */
export const changePlaceDetailSchema = z.strictObject({ detail: placeDetailSchema, was: z.string().nullable() });
export const mergeSchema = z.strictObject({ intoIncidentId: id });
export const sendMessageSchema = z.strictObject({ text: requiredText(2000), reportId: id.optional() });
