import { z } from 'zod';
import { type CaseSection, caseSectionSchema } from './case-forms.ts';

/** What a picture of a case shows. */
export const PICTURE_KINDS = ['paper', 'injury', 'home', 'school', 'other'] as const;
export const pictureKindSchema = z.enum(PICTURE_KINDS);
export type PictureKind = z.infer<typeof pictureKindSchema>;

/** Who was invited to a section sees its pictures: a lawyer the court order, a doctor the injury. */
export const PICTURE_SECTIONS = {
  paper: 'legal',
  injury: 'health',
  home: 'assessment',
  school: 'school',
  other: 'person',
} as const satisfies Record<PictureKind, CaseSection>;

export const addPictureSchema = z.strictObject({ kind: pictureKindSchema, happenedAt: z.iso.datetime() });

export const casePicturesSchema = z.object({
  pictures: z.array(
    z.object({
      id: z.uuid(),
      kind: pictureKindSchema,
      section: caseSectionSchema,
      by: z.object({ id: z.uuid(), name: z.string() }),
      happenedAt: z.iso.datetime(),
      receivedAt: z.iso.datetime(),
      /** Good for this reader for five minutes. */
      url: z.string(),
    }),
  ),
});
export type CasePictures = z.infer<typeof casePicturesSchema>;
