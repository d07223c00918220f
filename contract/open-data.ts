import { z } from 'zod';
import { INCIDENT_TYPES, type IncidentType } from './incident-type.ts';
import { optionalText, requiredText } from './text.ts';

// What anybody may read: frozen sets of figures, at /open-data/.

/** Kinds that are published by month and by district. Sexual violence is not: it is said once a year, of whole provinces. */
export const PUBLIC_KINDS = INCIDENT_TYPES.filter((type) => type !== 'sexual-violence-risk') as Exclude<
  IncidentType,
  'sexual-violence-risk'
>[];
export type PublicKind = (typeof PUBLIC_KINDS)[number];
/** In a year of districts: the kinds that are hidden in this province, together. */
export const OTHER_KINDS = 'other-kinds';
/** The row of the whole country. */
export const NATION = 'TH';
/** By which rules the sets are made; another number stands in the dictionary with what is different. */
export const RULES_VERSION = 1;
/** A month is proposed so many days after its end at the earliest, when its incidents are closed and corrected. */
export const SETTLED_AFTER_DAYS = 7;

export const PUBLICATION_KINDS = ['month', 'year'] as const;
export type PublicationKind = (typeof PUBLICATION_KINDS)[number];
export const kindOfPeriod = (period: string): PublicationKind => (period.includes('-') ? 'month' : 'year');
export const PUBLICATION_STATUSES = ['proposed', 'published', 'discarded'] as const;

export const newPublicationSchema = z.strictObject({
  /** A month (2026-10) or a year (2026), Christian era. */
  period: z.string().regex(/^20\d{2}(-(0[1-9]|1[0-2]))?$/),
  /** What is different from the version before, for the public; needed from the second version on. */
  note: optionalText(500).default(''),
});
export type NewPublication = z.infer<typeof newPublicationSchema>;
/** A month that is over, of a province, of an agency with all below it, or of the nation. */
export const briefQuerySchema = z
  .strictObject({
    month: z.string().regex(/^20\d{2}-(0[1-9]|1[0-2])$/),
    province: z
      .string()
      .regex(/^\d{2}$/)
      .optional(),
    agencyId: z.uuid().optional(),
    lang: z.enum(['th', 'en']).default('th'),
  })
  .refine(({ province, agencyId }) => province === undefined || agencyId === undefined);
export type BriefQuery = z.infer<typeof briefQuerySchema>;
export const discardPublicationSchema = z.strictObject({ reason: requiredText(500) });

const person = z.object({ id: z.uuid(), name: z.string() });
export const publicationSchema = z
  .object({
    id: z.uuid(),
    kind: z.enum(PUBLICATION_KINDS),
    period: z.string(),
    status: z.enum(PUBLICATION_STATUSES),
    /** Counted for each period when it is published. */
    version: z.int().nullable(),
    note: z.string(),
    discardReason: z.string().nullable(),
    proposedBy: person,
    proposedAt: z.iso.datetime(),
    decidedBy: person.nullable(),
    decidedAt: z.iso.datetime().nullable(),
    /** Figures that are shown, and that are hidden. */
    cells: z.object({ shown: z.int(), hidden: z.int() }),
    files: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: z.int() })),
    /** Whether I may publish it: another person proposed it. */
    mayPublish: z.boolean(),
  })
  .meta({ id: 'Publication' });
export type Publication = z.infer<typeof publicationSchema>;

export const publicationsSchema = z
  .object({
    publications: z.array(publicationSchema),
    /** Months and years that are over, settled and not published yet, the newest first. */
    due: z.array(z.object({ kind: z.enum(PUBLICATION_KINDS), period: z.string() })),
  })
  .meta({ id: 'Publications' });
export type Publications = z.infer<typeof publicationsSchema>;
export const proposedPublicationSchema = z.object({ id: z.uuid() });
