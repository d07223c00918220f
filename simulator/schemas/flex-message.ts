import { z } from 'zod';
import { actionAt, flexPlace } from './action.ts';
import { flexBox, flexImage, flexVideo } from './flex-component.ts';
import { flexColor } from './flex-size.ts';
import { messageBase } from './quick-reply.ts';
import { oneOf, utf16 } from './text-length.ts';

const blockStyle = z
  .strictObject({ backgroundColor: flexColor, separator: z.boolean().optional(), separatorColor: flexColor })
  .optional();

const bytes = (thing: unknown) => new TextEncoder().encode(JSON.stringify(thing)).length;
const kilobyte = 1024;

const bubble = z
  .strictObject({
    type: z.literal('bubble'),
    size: oneOf(['nano', 'micro', 'deca', 'hecto', 'kilo', 'mega', 'giga']).optional(),
    direction: oneOf(['ltr', 'rtl']).optional(),
    header: flexBox.optional(),
    hero: z.discriminatedUnion('type', [flexBox, flexImage, flexVideo], { error: () => 'invalid property' }).optional(),
    body: flexBox.optional(),
    footer: flexBox.optional(),
    styles: z.strictObject({ header: blockStyle, hero: blockStyle, body: blockStyle, footer: blockStyle }).optional(),
    action: actionAt(flexPlace).optional(),
  })
  .superRefine((one, context) => {
    const addIssue = (path: string[], message: string) => context.addIssue({ code: 'custom', path, message });
    if (!one.header && !one.hero && !one.body && !one.footer) addIssue([], 'at least one block must be specified');
    if (one.hero?.type === 'video' && !['kilo', 'mega', 'giga'].includes(one.size ?? 'mega'))
      addIssue(['hero'], 'invalid property');
    if (bytes(one) > 30 * kilobyte) addIssue([], 'bubble is too large');
  });

const carousel = z
  .strictObject({
    type: z.literal('carousel'),
    contents: z.array(bubble).min(1, 'invalid property').max(12, 'invalid property'),
  })
  .superRefine((one, context) => {
    const size = one.contents[0]?.size;
    if (one.contents.some((each) => (each.size ?? 'mega') !== (size ?? 'mega')))
      context.addIssue({ code: 'custom', path: ['contents'], message: 'bubbles of different sizes' });
    if (one.contents.some((each) => each.hero?.type === 'video'))
      context.addIssue({ code: 'custom', path: ['contents'], message: 'invalid property' });
    if (bytes(one) > 50 * kilobyte) context.addIssue({ code: 'custom', path: [], message: 'carousel is too large' });
  });

export const flexMessage = z.strictObject({
  type: z.literal('flex'),
  altText: utf16(1500),
  contents: z.discriminatedUnion('type', [bubble, carousel], { error: () => 'invalid property' }),
  ...messageBase,
});
