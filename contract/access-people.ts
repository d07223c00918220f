import { z } from 'zod';
import { staffNumberSchema } from './access.ts';
import { namedAgencySchema } from './incident.ts';
import { roleSchema } from './permission.ts';
import { asOneLine, requiredName } from './text.ts';
import { isIdNumber, normalizeIdNumber } from './thai-id.ts';

/** Management of people by an administrator, within their branch. */
const instant = z.iso.datetime();
/** A date in Thailand. */
const day = z.iso.date();

export const membershipSchema = z.object({
  id: z.string(),
  agency: namedAgencySchema,
  role: z.string(),
  fromDate: day,
  /** Last day, inclusive; null without an end. */
  untilDate: day.nullable(),
  inForce: z.boolean(),
});
export const OWN_NUMBER_KINDS = ['phone', 'id-number'] as const;
export const ownNumberKindSchema = z.enum(OWN_NUMBER_KINDS);
export type OwnNumberKind = z.infer<typeof ownNumberKindSchema>;
/** What is shown of a private number: enough to see that it is there. */
export const ownNumberSchema = z
  .object({ id: z.uuid(), kind: ownNumberKindSchema, ending: z.string() })
  .meta({ id: 'OwnNumber' });
export type OwnNumber = z.infer<typeof ownNumberSchema>;
export const ownNumbersSchema = z.object({ numbers: z.array(ownNumberSchema) });
export const personSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  staffNumber: z.string().nullable(),
  disabled: z.boolean(),
  secondFactor: z.boolean(),
  lineLinked: z.boolean(),
  /** Last use of any open session; null without one. */
  lastSeenAt: instant.nullable(),
  /** Only those in the actor's branch. */
  memberships: z.array(membershipSchema),
  /** True when they also serve outside the actor's branch, who then may not change the account itself. */
  servesElsewhere: z.boolean(),
  /** Private numbers, by their last digits; empty for whoever serves elsewhere. */
  ownNumbers: z.array(ownNumberSchema),
});
export type Person = z.infer<typeof personSchema>;
export const invitationSchema = z.object({
  id: z.string(),
  email: z.string(),
  role: z.string(),
  agency: namedAgencySchema,
  fromDate: day,
  untilDate: day.nullable(),
  invitedAt: instant,
  expiresAt: instant,
  state: z.enum(['open', 'accepted', 'expired', 'revoked']),
});
export type Invitation = z.infer<typeof invitationSchema>;
/** `roles`: the roles that the actor may give in this agency. */
export const agencyPeopleSchema = z.object({
  people: z.array(personSchema),
  invitations: z.array(invitationSchema),
  roles: z.array(roleSchema),
});

export const newInvitationSchema = z.strictObject({
  email: z.string().overwrite(asOneLine).toLowerCase().pipe(z.email()),
  role: roleSchema,
  staffNumber: staffNumberSchema.optional(),
  /** Today by default. */
  fromDate: day.optional(),
  untilDate: day.nullable().optional(),
});
/** The link is shown once, to be handed over. Whoever has it can use it once, until it expires. */
export const oneTimeLinkSchema = z.object({ id: z.string(), link: z.string(), expiresAt: instant });

export const membershipChangeSchema = z.strictObject({ untilDate: day.nullable() });
export const newMembershipSchema = z.strictObject({
  agencyId: z.uuid(),
  role: roleSchema,
  fromDate: day.optional(),
  untilDate: day.nullable().optional(),
});
export const staffNumberChangeSchema = z.strictObject({ staffNumber: staffNumberSchema.nullable() });
/** A person is known by no more numbers than these. */
export const OWN_NUMBERS_AT_MOST = 10;
/** A mistyped ID number would be like nobody's and protect from nothing, so the check digit counts; a passport has none. */
export function isOwnNumber({ kind, number }: { kind: OwnNumberKind; number: string }): boolean {
  const compact = normalizeIdNumber(number);
  if (kind === 'phone') return /^\+?\d{9,15}$/.test(compact);
  return /^[\dA-Z]{6,15}$/.test(compact) && (!/^\d{13}$/.test(compact) || isIdNumber(compact));
}
/** A private number by which a colleague is known. It is compared with who is barred from cases, and never shown in full. */
export const newOwnNumberSchema = z
  .strictObject({ kind: ownNumberKindSchema, number: z.string().trim().max(24) })
  .refine(isOwnNumber, { path: ['number'] });
export type NewOwnNumber = z.infer<typeof newOwnNumberSchema>;

/** The token is the part of the link after `#`. */
const token = z.string().min(20).max(100);
export const linkTokenSchema = z.strictObject({ token });
export const shownInvitationSchema = z.object({
  email: z.string(),
  agency: namedAgencySchema,
  role: roleSchema,
  fromDate: day,
  untilDate: day.nullable(),
  expiresAt: instant,
  /** True when the person has an account and must sign in to accept. */
  hasAccount: z.boolean(),
});
export const acceptInvitationSchema = z.strictObject({
  token,
  name: requiredName(120),
  password: z.string().min(1).max(128),
});
export const acceptedSchema = z.object({ email: z.string() });
export const newPasswordByLinkSchema = z.strictObject({ token, password: z.string().min(1).max(128) });
