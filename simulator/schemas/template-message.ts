import { z } from 'zod';
import { actionAt, imageCarouselPlace, templateDefaultPlace, templatePlace } from './action.ts';
import { messageBase } from './quick-reply.ts';
import { countGraphemes, graphemes, listValues, oneOf, sized, utf16 } from './text-length.ts';
import { mediaUri } from './uri.ts';

const color = z.string().regex(/^#[0-9a-fA-F]{6}$/, 'invalid color');
const imageLook = {
  imageAspectRatio: oneOf(['rectangle', 'square']).optional(),
  imageSize: oneOf(['cover', 'contain']).optional(),
};
const action = actionAt(templatePlace);
const card = {
  thumbnailImageUrl: mediaUri.optional(),
  imageBackgroundColor: color.optional(),
  title: graphemes(40).optional(),
  defaultAction: actionAt(templateDefaultPlace).optional(),
};

type Card = { thumbnailImageUrl?: string | undefined; title?: string | undefined; text: string };

// Under an image or a title there is less room, so the text may be only `narrow` characters long.
function fits(wide: number, narrow: number) {
  return (one: Card) => countGraphemes(one.text) <= (one.thumbnailImageUrl || one.title ? narrow : wide);
}

const buttons = z
  .strictObject({
    type: z.literal('buttons'),
    text: graphemes(160),
    actions: sized(action, 1, 4),
    ...card,
    ...imageLook,
  })
  .refine(fits(160, 60), { path: ['text'], error: 'Length must be between 1 and 60' });

const confirm = z.strictObject({ type: z.literal('confirm'), text: graphemes(240), actions: sized(action, 2, 2) });

const column = z
  .strictObject({ text: graphemes(120), actions: sized(action, 1, 3), ...card })
  .refine(fits(120, 60), { path: ['text'], error: 'Length must be between 1 and 60' });

const carousel = z
  .strictObject({ type: z.literal('carousel'), columns: sized(column, 1, 10), ...imageLook })
  .refine(({ columns }) => columns.every((one) => one.actions.length === columns[0]?.actions.length), {
    path: ['columns'],
    error: 'the number of actions must be the same in all columns',
  });

const imageCarousel = z.strictObject({
  type: z.literal('image_carousel'),
  columns: sized(z.strictObject({ imageUrl: mediaUri, action: actionAt(imageCarouselPlace) }), 1, 10),
});

const types = ['buttons', 'confirm', 'carousel', 'image_carousel'];

export const templateMessage = z.strictObject({
  type: z.literal('template'),
  altText: utf16(1500),
  template: z.discriminatedUnion('type', [buttons, confirm, carousel, imageCarousel], {
    error: (issue) => (issue.code === 'invalid_union' ? listValues(types) : undefined),
  }),
  ...messageBase,
});
