import { z } from 'zod';
import { namedAgencySchema, namedPersonSchema } from './incident.ts';
import { dispositionSchema, incidentStatusSchema } from './incident-status-schemas.ts';
import { incidentTypeSchema } from './incident-type.ts';
import { requiredText } from './text.ts';

const at = z.iso.datetime();
const id = z.uuid();

export const SAFETY_KINDS = ['weapon', 'children', 'mental-health', 'dog', 'officer-attacked', 'other'] as const;
export const safetyKindSchema = z.enum(SAFETY_KINDS);
export type SafetyKind = z.infer<typeof safetyKindSchema>;

/** `until`: last day (Asia/Bangkok) on which it is shown. A note of kind `other` needs text. */
export const noteSafetySchema = z
  .strictObject({ kind: safetyKindSchema, text: requiredText(300).optional(), until: z.iso.date().optional() })
  .refine(({ kind, text }) => kind !== 'other' || text !== undefined, {
    path: ['text'],
    message: 'another note needs text',
  });
export const withdrawNoteSchema = z.strictObject({ reason: requiredText(300) });

export const safetyNoteSchema = z
  .object({
    id,
    kind: safetyKindSchema,
    text: z.string().nullable(),
    at,
    until: at,
    by: namedPersonSchema,
    withdrawn: z.object({ at, by: namedPersonSchema, reason: z.string() }).nullable(),
  })
  .meta({ id: 'SafetyNote' });
export type SafetyNote = z.infer<typeof safetyNoteSchema>;

/** What an officer must know before knocking, from notes in force and reporters' answers. */
export const safetyFlagsSchema = z.object({
  weapon: z.enum(['gun', 'knife', 'some']).nullable(),
  children: z.boolean(),
  hurt: z.boolean(),
  mentalHealth: z.boolean(),
  dog: z.boolean(),
  officerAttacked: z.boolean(),
});
export type SafetyFlags = z.infer<typeof safetyFlagsSchema>;

export const EARLIER_REASONS = ['same-place', 'same-reporter', 'same-phone'] as const;
/** An earlier incident, limited to what somebody going there needs: no name, no phone, no text except safety notes. */
export const earlierIncidentSchema = z
  .object({
    type: incidentTypeSchema,
    openedAt: at,
    status: incidentStatusSchema,
    disposition: dispositionSchema.nullable(),
    agency: namedAgencySchema,
    metresApart: z.number(),
    because: z.array(z.enum(EARLIER_REASONS)),
    flags: safetyFlagsSchema,
    notes: z.array(safetyNoteSchema.pick({ id: true, kind: true, text: true, at: true, until: true })),
  })
  .meta({ id: 'EarlierIncident' });
export type EarlierIncident = z.infer<typeof earlierIncidentSchema>;

/** Emergency medicine and the mental-health line: a person in frenzy is usually ill (Mental Health Act). */
export const HEALTH_NUMBERS = ['1669', '1323'] as const;

export const safetySchema = z
  .object({
    flags: safetyFlagsSchema,
    /** Numbers to call in addition to going there; empty if nothing suggests an illness. */
    healthNumbers: z.array(z.enum(HEALTH_NUMBERS)),
    notes: z.array(safetyNoteSchema),
    earlier: z.array(earlierIncidentSchema),
  })
  .meta({ id: 'IncidentSafety' });
export type IncidentSafety = z.infer<typeof safetySchema>;
