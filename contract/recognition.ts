import { z } from 'zod';
import { optionalText, requiredName, requiredText } from './text.ts';

// Certificates of honour: proposed by one person, approved by another one, issued with a number and a signature. Neither
// the paper nor the public page says anything of an incident: what stands on them is chosen from fixed sentences.

export const CERTIFICATE_KINDS = ['citizen', 'officer'] as const;
export const certificateKindSchema = z.enum(CERTIFICATE_KINDS);
export type CertificateKind = z.infer<typeof certificateKindSchema>;

export const CERTIFICATE_STATUSES = ['proposed', 'approved', 'issued', 'revoked', 'declined', 'withdrawn'] as const;
export const certificateStatusSchema = z.enum(CERTIFICATE_STATUSES);
export type CertificateStatus = z.infer<typeof certificateStatusSchema>;

/** What leads from where to where; the console's buttons and the server's guard read the same table. */
export const CERTIFICATE_STEPS = {
  approve: { from: ['proposed'], to: 'approved' },
  decline: { from: ['proposed'], to: 'declined' },
  withdraw: { from: ['proposed', 'approved'], to: 'withdrawn' },
  issue: { from: ['approved'], to: 'issued' },
  revoke: { from: ['issued'], to: 'revoked' },
} as const satisfies Record<string, { from: readonly CertificateStatus[]; to: CertificateStatus }>;
export type CertificateStep = keyof typeof CERTIFICATE_STEPS;

export const canStep = (status: CertificateStatus, step: CertificateStep): boolean =>
  (CERTIFICATE_STEPS[step].from as readonly CertificateStatus[]).includes(status);

/** As what an officer took part. */
export const OFFICER_ROLES = ['commander', 'superintendent', 'radio-room', 'centre-191', 'patrol', 'other'] as const;
export const officerRoleSchema = z.enum(OFFICER_ROLES);
export type OfficerRole = z.infer<typeof officerRoleSchema>;

/** Why, as it stands on the paper. Fixed sentences: what somebody typed could name an incident. */
export const CITATIONS = {
  citizen: ['good-citizen', 'helped-others'],
  officer: ['duty-well-done', 'worked-together'],
} as const satisfies Record<CertificateKind, readonly string[]>;
export const CITATION_CODES = [...CITATIONS.citizen, ...CITATIONS.officer] as const;
export const citationSchema = z.enum(CITATION_CODES);
export type Citation = z.infer<typeof citationSchema>;
export const fitsKind = (kind: CertificateKind, citation: Citation): boolean =>
  (CITATIONS[kind] as readonly Citation[]).includes(citation);

/** What the public page may show of whom it was given to: the holder's own choice. */
export const SHOWN_CHOICES = ['private', 'initials', 'name'] as const;
export const shownSchema = z.enum(SHOWN_CHOICES);
export type Shown = z.infer<typeof shownSchema>;

export const REVOKE_REASONS = ['wrong-details', 'holder-asked', 'given-in-error'] as const;
export const revokeReasonSchema = z.enum(REVOKE_REASONS);
export type RevokeReason = z.infer<typeof revokeReasonSchema>;

/** That a citizen asked for it in writing: when, and where the paper or the message is kept. */
export const consentSchema = z.strictObject({ on: z.iso.date(), kept: requiredName(200) });
export type Consent = z.infer<typeof consentSchema>;

export const signerSchema = z.strictObject({ name: requiredName(120), position: requiredName(150) });
export type Signer = z.infer<typeof signerSchema>;

const honouredSchema = z.strictObject({
  /** With what stands before it, as on the paper. */
  name: requiredName(150),
  /** Rank or office, on a line of its own. */
  position: optionalText(150).default(''),
  role: officerRoleSchema.nullable().default(null),
  /** An officer's account, where there is one: nobody decides on their own certificate. */
  personId: z.uuid().nullable().default(null),
  consent: consentSchema.nullable().default(null),
  shown: shownSchema.default('private'),
});
export type Honoured = z.infer<typeof honouredSchema>;

/** Of how many people at once: a whole shift, a whole ceremony. */
export const MOST_CERTIFICATES = 100;

export const newCertificatesSchema = z.strictObject({
  /** In whose name it is given. */
  agencyId: z.uuid(),
  kind: certificateKindSchema,
  citation: citationSchema,
  /** The incident that it comes from; needed for citizens, and never printed or shown outside. */
  incidentId: z.uuid().nullable().default(null),
  /** The day on the paper. */
  givenOn: z.iso.date(),
  signers: z.array(signerSchema).min(1).max(2),
  people: z.array(honouredSchema).min(1).max(MOST_CERTIFICATES),
});
export type NewCertificates = z.infer<typeof newCertificatesSchema>;

const ids = z.array(z.uuid()).min(1).max(MOST_CERTIFICATES);
export const certificateIdsSchema = z.strictObject({ ids });
export const declineCertificatesSchema = z.strictObject({ ids, reason: requiredText(300) });
export const revokeCertificateSchema = z.strictObject({
  reason: revokeReasonSchema,
  note: optionalText(300).default(''),
});
export const showCertificateSchema = z.strictObject({ shown: shownSchema, consent: consentSchema });
export const certificatesMadeSchema = z.object({ ids: z.array(z.uuid()) });

export const certificateSchema = z
  .object({
    id: z.uuid(),
    kind: certificateKindSchema,
    status: certificateStatusSchema,
    agency: z.object({ id: z.uuid(), nameTh: z.string(), nameEn: z.string() }),
    name: z.string(),
    position: z.string(),
    role: officerRoleSchema.nullable(),
    citation: citationSchema,
    givenOn: z.iso.date(),
    signers: z.array(signerSchema),
    shown: shownSchema,
    consent: consentSchema.nullable(),
    /** The code of the incident, for whoever may see that incident; null for everybody else. */
    incident: z.object({ id: z.uuid(), code: z.string() }).nullable(),
    proposedBy: z.object({ id: z.string(), name: z.string() }),
    proposedAt: z.iso.datetime(),
    decidedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
    declineReason: z.string().nullable(),
    /** After it was issued: `42/2569`, and the address where anybody can check it. */
    number: z.string().nullable(),
    serial: z.string().nullable(),
    checkUrl: z.string().nullable(),
    /** How often the public page was asked for it. */
    checkedTimes: z.int(),
    revokeReason: revokeReasonSchema.nullable(),
    revokedAt: z.iso.datetime().nullable(),
    /** What the caller may do with it now. */
    may: z.array(z.enum(Object.keys(CERTIFICATE_STEPS) as [CertificateStep])),
  })
  .meta({ id: 'Certificate' });
export type Certificate = z.infer<typeof certificateSchema>;

/** `waiting`: proposed or approved. */
export const CERTIFICATE_LISTS = ['waiting', 'issued', 'ended'] as const;
export type CertificateList = (typeof CERTIFICATE_LISTS)[number];
export const certificateListSchema = z.object({
  certificates: z.array(certificateSchema),
  /** Which agencies the caller may propose for; empty for who may not. */
  agencies: z.array(z.object({ id: z.uuid(), nameTh: z.string(), nameEn: z.string() })),
});
export type Certificates = z.infer<typeof certificateListSchema>;

/** An incident's code as people type it: small letters, spaces, Thai digits. */
export const incidentCodeSchema = z
  .string()
  .max(40)
  .overwrite((typed) =>
    typed
      .replace(/[๐-๙]/g, (digit) => String(digit.charCodeAt(0) - 0x0e50))
      .replace(/\s/g, '')
      .toUpperCase(),
  )
  .regex(/^ES-\d{4}-\d{4,10}$/);

export const suggestedSchema = z.object({
  incident: z.object({ id: z.uuid(), code: z.string() }),
  /** Whether a citizen can be thanked for it, or why not; `silent` is a warning for a person, no bar. */
  citizen: z.enum(['possible', 'not-closed', 'not-real', 'silent']),
  officers: z.array(
    z.object({
      personId: z.uuid(),
      name: z.string(),
      role: officerRoleSchema,
      agency: z.string(),
      /** What they did, as kinds of the incident's timeline. */
      did: z.array(z.string()),
      /** They have one for this incident, or it waits. */
      hasOne: z.boolean(),
    }),
  ),
});
export type CertificateSuggestions = z.infer<typeof suggestedSchema>;

/** `/v/{serial}.json`: enough to check the signature with the published key, and no more than the holder agreed to. */
export const publicCertificateSchema = z
  .object({
    state: z.enum(['valid', 'revoked', 'altered', 'unknown']),
    /** Exactly the text that was signed (Ed25519), with digests in place of names. */
    document: z.string().nullable(),
    signature: z.string().nullable(),
    keyId: z.string().nullable(),
    /** What one digest stands for: SHA-256 of `[salt, value…]` as JSON, base64url. */
    disclosed: z.object({ digest: z.enum(['holder', 'initials']), content: z.array(z.string()) }).nullable(),
    revokedOn: z.iso.date().nullable(),
  })
  .meta({ id: 'PublicCertificate' });
export type PublicCertificate = z.infer<typeof publicCertificateSchema>;

export const signingKeysSchema = z.object({
  keys: z.array(z.object({ keyId: z.string(), algorithm: z.literal('Ed25519'), publicKey: z.string() })),
});
