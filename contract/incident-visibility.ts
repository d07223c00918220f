import { z } from 'zod';
import { namedAgencySchema, namedPersonSchema } from './incident.ts';
import { roleSchema } from './permission.ts';
import { reportedPositionSchema } from './position.ts';
import { requiredText } from './text.ts';

const at = z.iso.datetime();
const id = z.uuid();

/**
 * Why somebody needs a masked field. The code goes into the audit event; free text is stored where it can be erased.
 */
export const UNMASK_REASONS = ['call-reporter', 'find-place', 'verify-report', 'legal-duty', 'other'] as const;
export const unmaskSchema = z
  .strictObject({
    field: z.enum(['phone', 'place']),
    reason: z.enum(UNMASK_REASONS),
    text: requiredText(500).optional(),
  })
  .refine(({ reason, text }) => reason !== 'other' || text !== undefined, {
    path: ['text'],
    message: 'another reason needs text',
  });
export type Unmask = z.infer<typeof unmaskSchema>;
/** Only what was asked for. */
export const unmaskedSchema = z.object({
  phones: z.array(z.object({ reportId: id, phone: z.string() })),
  positions: z.array(reportedPositionSchema),
});
export type Unmasked = z.infer<typeof unmaskedSchema>;

/** A colleague to choose from; where they serve tells apart two people with the same name. */
export const staffPersonSchema = z.object({
  id,
  name: z.string(),
  serves: z.array(z.object({ agency: namedAgencySchema, role: roleSchema })),
});
export const staffSchema = z.object({ people: z.array(staffPersonSchema) });
export type Staff = z.infer<typeof staffSchema>;
export const searchStaffSchema = z.object({ search: requiredText(100) });
export const sendOfficersSchema = z.strictObject({ officerIds: z.array(id).max(20) });

/** `named`: the person appears in the report; `marked`: a supervisor's judgement. */
export const CONFLICT_KINDS = ['named', 'marked'] as const;
export const markConflictSchema = z.strictObject({
  personId: id,
  kind: z.enum(CONFLICT_KINDS),
  reason: requiredText(500),
});
export const liftConflictSchema = z.strictObject({ reason: requiredText(500) });
export const conflictSchema = z
  .object({
    id,
    person: namedPersonSchema,
    kind: z.enum(CONFLICT_KINDS),
    by: namedPersonSchema,
    reason: z.string(),
    at,
    liftedAt: at.nullable(),
    liftedBy: namedPersonSchema.nullable(),
    liftReason: z.string().nullable(),
  })
  .meta({ id: 'Conflict' });
export const conflictsSchema = z.object({ conflicts: z.array(conflictSchema) });
export type Conflicts = z.infer<typeof conflictsSchema>;

/** `until`: last day (Asia/Bangkok) on which the guest sees it. */
export const inviteGuestSchema = z.strictObject({ personId: id, until: z.iso.date(), reason: requiredText(500) });
export const guestSchema = z
  .object({
    id,
    person: namedPersonSchema,
    until: at,
    by: namedPersonSchema,
    reason: z.string(),
    at,
    /** When it was withdrawn or expired; null while in force. */
    endedAt: at.nullable(),
  })
  .meta({ id: 'Guest' });
export const guestsSchema = z.object({ guests: z.array(guestSchema) });
export type Guests = z.infer<typeof guestsSchema>;

/** The id of the new record. */
export const writtenSchema = z.object({ id });
