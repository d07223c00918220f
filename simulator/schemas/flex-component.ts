import { z } from 'zod';
import { actionAt, flexButtonPlace, flexPlace } from './action.ts';
import {
  anyRatio,
  borderWidth,
  boxLength,
  cornerRadius,
  flexColor,
  gap,
  iconSize,
  imageRatio,
  imageSize,
  offset,
  padding,
  pixels,
  textSize,
} from './flex-size.ts';
import { oneOf } from './text-length.ts';
import { mediaUri } from './uri.ts';

const flex = z.int32().min(0, 'invalid property').optional();
const flag = z.boolean().optional();
const action = actionAt(flexPlace).optional();
const placed = {
  margin: gap,
  position: oneOf(['relative', 'absolute']).optional(),
  offsetTop: offset,
  offsetBottom: offset,
  offsetStart: offset,
  offsetEnd: offset,
};
const gravity = oneOf(['top', 'bottom', 'center']).optional();
const align = oneOf(['start', 'end', 'center']).optional();
const adjustMode = oneOf(['shrink-to-fit']).optional();
const letters = {
  size: textSize,
  color: flexColor,
  weight: oneOf(['regular', 'bold']).optional(),
  style: oneOf(['normal', 'italic']).optional(),
  decoration: oneOf(['none', 'underline', 'line-through']).optional(),
};

const textValue = z.string().min(1, 'must be non-empty text');
const span = z.strictObject({ type: z.literal('span'), text: textValue.optional(), ...letters });

const text = z
  .strictObject({
    type: z.literal('text'),
    text: textValue.optional(),
    contents: z.array(span).optional(),
    flex,
    ...letters,
    ...placed,
    align,
    gravity,
    wrap: flag,
    lineSpacing: pixels,
    maxLines: z.int32().min(0, 'invalid property').optional(),
    adjustMode,
    scaling: flag,
    action,
  })
  .refine((one) => one.text !== undefined || (one.contents?.length ?? 0) > 0, 'must be non-empty text');

const button = z.strictObject({
  type: z.literal('button'),
  action: actionAt(flexButtonPlace),
  flex,
  ...placed,
  height: oneOf(['sm', 'md']).optional(),
  style: oneOf(['primary', 'secondary', 'link']).optional(),
  color: flexColor,
  gravity,
  adjustMode,
  scaling: flag,
});

/** Also a bubble's hero. */
export const flexImage = z.strictObject({
  type: z.literal('image'),
  url: mediaUri,
  flex,
  ...placed,
  align,
  gravity,
  size: imageSize,
  aspectRatio: imageRatio,
  aspectMode: oneOf(['fit', 'cover']).optional(),
  backgroundColor: flexColor,
  action,
  animated: flag,
});

const icon = z.strictObject({
  type: z.literal('icon'),
  url: mediaUri,
  ...placed,
  size: iconSize,
  aspectRatio: imageRatio,
  scaling: flag,
});
const separator = z.strictObject({ type: z.literal('separator'), margin: gap, color: flexColor });
const filler = z.strictObject({ type: z.literal('filler'), flex });

const gradient = z.strictObject({
  type: z.literal('linearGradient', 'invalid property'),
  angle: z.string().regex(/^\d{1,3}(?:\.\d+)?deg$/, 'invalid property'),
  startColor: flexColor.unwrap(),
  endColor: flexColor.unwrap(),
  centerColor: flexColor,
  centerPosition: z
    .string()
    .regex(/^\d{1,3}(?:\.\d+)?%$/, 'invalid property')
    .optional(),
});

// What may stand in which layout: icons only on a baseline, boxes and buttons never on one.
const allowedIn: Record<string, readonly string[]> = {
  baseline: ['icon', 'text', 'filler'],
  horizontal: ['box', 'button', 'image', 'text', 'separator', 'filler'],
  vertical: ['box', 'button', 'image', 'text', 'separator', 'filler'],
};

/** A box and everything in it; also a bubble's header, body and footer. */
export const flexBox = z
  .strictObject({
    type: z.literal('box'),
    layout: oneOf(['horizontal', 'vertical', 'baseline']),
    contents: z.array(z.lazy((): z.ZodType<{ type: string }> => component)),
    flex,
    spacing: gap,
    ...placed,
    backgroundColor: flexColor,
    borderColor: flexColor,
    borderWidth,
    cornerRadius,
    width: boxLength,
    maxWidth: boxLength,
    height: boxLength,
    maxHeight: boxLength,
    paddingAll: padding,
    paddingTop: padding,
    paddingBottom: padding,
    paddingStart: padding,
    paddingEnd: padding,
    justifyContent: oneOf([
      'center',
      'flex-start',
      'flex-end',
      'space-between',
      'space-around',
      'space-evenly',
    ]).optional(),
    alignItems: oneOf(['center', 'flex-start', 'flex-end']).optional(),
    background: gradient.optional(),
    action,
  })
  .superRefine((box, context) => {
    for (const [at, child] of box.contents.entries())
      if (!allowedIn[box.layout]?.includes(child.type))
        context.addIssue({ code: 'custom', path: ['contents', at], message: 'invalid property' });
  });

const component = z.discriminatedUnion('type', [flexBox, button, flexImage, icon, text, separator, filler], {
  error: () => 'invalid property',
});

/** Only as a hero, in a bubble of size kilo, mega or giga. */
export const flexVideo = z.strictObject({
  type: z.literal('video'),
  url: mediaUri,
  previewUrl: mediaUri,
  altContent: z.discriminatedUnion('type', [flexBox, flexImage], { error: () => 'invalid property' }),
  aspectRatio: anyRatio,
  action: actionAt(flexButtonPlace).optional(),
});
