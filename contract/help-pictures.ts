import { z } from 'zod';

/** What a picture of a request shows; the first ones are what a visit would see, the others are papers. */
export const HELP_PICTURE_KINDS = [
  ...(['home-outside', 'home-inside', 'problem', 'person', 'family'] as const),
  ...(['id-card', 'home-registration', 'bank-book', 'other'] as const),
] as const;
export const helpPictureKindSchema = z.enum(HELP_PICTURE_KINDS);
export type HelpPictureKind = z.infer<typeof helpPictureKindSchema>;

/** What a leader who checks sees: whether it is so, and no paper and no face. The database decides by the same list. */
export const CHECKED_PICTURE_KINDS = [
  'home-outside',
  'home-inside',
  'problem',
] as const satisfies readonly HelpPictureKind[];

/** Of each who adds: the person, whoever files for them, and the office. */
export const MOST_HELP_PICTURES = 12;

export const addHelpPictureSchema = z.strictObject({ kind: helpPictureKindSchema });

const picture = { id: z.uuid(), kind: helpPictureKindSchema, addedAt: z.iso.datetime() };
export const helpPicturesSchema = z.object({
  pictures: z.array(
    z.object({
      ...picture,
      /** Null: the person themselves. */
      by: z.object({ id: z.uuid(), name: z.string() }).nullable(),
      /** Added by whoever asks, who may take it away again. */
      isOwn: z.boolean(),
      /** Good for this reader for five minutes. */
      url: z.string(),
    }),
  ),
});
export type HelpPictures = z.infer<typeof helpPicturesSchema>;

/** On the page of the person: only what they added themselves. */
export const ownHelpPictureSchema = z.object(picture);
export type OwnHelpPicture = z.infer<typeof ownHelpPictureSchema>;
