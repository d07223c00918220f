import { z } from 'zod';
import { caseRiskSchema, caseSectionSchema, recordKindSchema } from './case-forms.ts';
import { pictureKindSchema } from './case-pictures.ts';
import en from './texts/case-data-copy.en.json' with { type: 'json' };
import th from './texts/case-data-copy.th.json' with { type: 'json' };

/** Who asks for a copy of what is held about a person (PDPA s.30), or to take it to another office (s.31). */
export const DATA_COPY_REASONS = ['person', 'guardian', 'representative', 'portability'] as const;
export const dataCopyReasonSchema = z.enum(DATA_COPY_REASONS);
export type DataCopyReason = z.infer<typeof dataCopyReasonSchema>;
/** How it was made sure that they are who they say. Whoever asks for somebody else also shows that they may. */
export const IDENTITY_CHECKS = ['id-card', 'check-question', 'known-in-person', 'id-card-and-authority'] as const;
export const identityCheckSchema = z.enum(IDENTITY_CHECKS);

/** Somebody else asks: what would tell a dangerous relative where and how the person is safe is never in such a copy. */
export function isAskedByOther(reason: DataCopyReason): boolean {
  return reason === 'guardian' || reason === 'representative';
}
export function identityChecksFor(reason: DataCopyReason): readonly z.infer<typeof identityCheckSchema>[] {
  return IDENTITY_CHECKS.filter((check) => (check === 'id-card-and-authority') === isAskedByOther(reason));
}

export const giveDataCopySchema = z
  .strictObject({
    reason: dataCopyReasonSchema,
    identity: identityCheckSchema,
    /** Whoever gives it has read every free text, and nobody else is in them. Otherwise they are withheld. */
    textsRead: z.boolean(),
    /** Forms that are withheld as a whole, because telling them endangers somebody. */
    withheld: z.array(recordKindSchema).max(9),
  })
  .refine(({ reason, identity }) => identityChecksFor(reason).includes(identity), { path: ['identity'] });
export type GiveDataCopy = z.infer<typeof giveDataCopySchema>;

export const dataCopyQuerySchema = z.strictObject({
  format: z.enum(['pdf', 'json']).default('pdf'),
  language: z.enum(['th', 'en']).default('th'),
});
export type DataCopyQuery = z.infer<typeof dataCopyQuerySchema>;
/** For so long after it was recorded the copy can be fetched; then the identity is checked anew. */
export const DATA_COPY_HOURS = 24;

/** Why something is not in a copy: it is of other people, it tells who reported, telling it endangers somebody, or two agreed on it. */
export const WITHHELD_CODES = ['other-person', 'reporter', 'protection', 'secret'] as const;
export type WithheldCode = (typeof WITHHELD_CODES)[number];
const withheldSchema = z.object({
  part: z.union([recordKindSchema, z.enum(['household', 'reporter', 'pictures'])]),
  code: z.enum(WITHHELD_CODES),
});
export type WithheldPart = z.infer<typeof withheldSchema>;

const body = z.record(z.string(), z.unknown());
const moment = z.iso.datetime();
/** The copy as other programs read it; codes are those of `case-forms.ts`. */
export const dataCopySchema = z.object({
  format: z.literal('ess-data-copy/1'),
  madeAt: moment,
  reason: dataCopyReasonSchema,
  identity: identityCheckSchema,
  case: z.object({
    code: z.string(),
    status: z.string(),
    concern: z.string(),
    source: z.string(),
    risk: caseRiskSchema.nullable(),
    agency: z.string(),
    openedAt: moment,
    closedAt: moment.nullable(),
  }),
  /** As in a registration form. */
  person: body,
  needs: z.array(
    z.object({ code: z.string(), openedAt: moment, outcome: z.string().nullable(), outcomeAt: moment.nullable() }),
  ),
  forms: z.array(
    z.object({
      kind: recordKindSchema,
      section: caseSectionSchema.nullable(),
      savedAt: moment,
      signedAt: moment.nullable(),
      body,
    }),
  ),
  pictures: z.array(z.object({ kind: pictureKindSchema, happenedAt: moment })),
  /** Who was given parts of it, by profession. */
  recipients: z.array(z.object({ profession: z.string(), sections: z.array(caseSectionSchema), until: moment })),
  withheld: z.array(withheldSchema),
});
export type DataCopy = z.infer<typeof dataCopySchema>;

/** What stands in a copy besides the forms. */
export const DATA_COPY_TEXTS: Record<'th' | 'en', typeof th> = { th, en };
