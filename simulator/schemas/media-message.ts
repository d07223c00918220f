import { z } from 'zod';
import { messageBase } from './quick-reply.ts';
import { graphemes, sized, utf16 } from './text-length.ts';
import { linkUri, mediaUri } from './uri.ts';

const digits = z.string().regex(/^\d{1,20}$/, 'must be a number');

export const stickerMessage = z.strictObject({
  type: z.literal('sticker'),
  packageId: digits,
  stickerId: digits,
  quoteToken: z.string().min(1, 'May not be empty').optional(),
  ...messageBase,
});

export const imageMessage = z.strictObject({
  type: z.literal('image'),
  originalContentUrl: mediaUri,
  previewImageUrl: mediaUri,
  ...messageBase,
});

export const videoMessage = z.strictObject({
  type: z.literal('video'),
  originalContentUrl: mediaUri,
  previewImageUrl: mediaUri,
  trackingId: z
    .string()
    .regex(/^[A-Za-z0-9\-.=,+*()%$&;:@{}!?<>[\]]{1,100}$/, 'invalid trackingId')
    .optional(),
  ...messageBase,
});

export const audioMessage = z.strictObject({
  type: z.literal('audio'),
  originalContentUrl: mediaUri,
  duration: z.int().min(1, 'must be greater than or equal to 1'),
  ...messageBase,
});

export const locationMessage = z.strictObject({
  type: z.literal('location'),
  title: graphemes(100),
  address: graphemes(100),
  latitude: z.number().min(-90, 'must be greater than or equal to -90').max(90, 'must be less than or equal to 90'),
  longitude: z
    .number()
    .min(-180, 'must be greater than or equal to -180')
    .max(180, 'must be less than or equal to 180'),
  ...messageBase,
});

/** The delivery tag is what OA Manager groups by; LINE allows 30 characters. */
export const couponMessage = z.strictObject({
  type: z.literal('coupon'),
  couponId: z.string().min(1, 'May not be empty'),
  deliveryTag: utf16(30).optional(),
  ...messageBase,
});

const area = z.strictObject({
  x: z.int32().min(0),
  y: z.int32().min(0),
  width: z.int32().min(1),
  height: z.int32().min(1),
});
const label = graphemes(100).optional();
const imagemapAction = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('message'), label, text: graphemes(400), area }),
  z.strictObject({ type: z.literal('uri'), label, linkUri, area }),
  z.strictObject({ type: z.literal('clipboard'), label, clipboardText: utf16(1000), area }),
]);

export const imagemapMessage = z.strictObject({
  type: z.literal('imagemap'),
  baseUrl: mediaUri,
  altText: utf16(1500),
  baseSize: z.strictObject({ width: z.literal(1040, 'must be 1040'), height: z.int32().min(1).max(2080) }),
  video: z
    .strictObject({
      originalContentUrl: mediaUri,
      previewImageUrl: mediaUri,
      area,
      externalLink: z.strictObject({ linkUri, label: graphemes(30) }).optional(),
    })
    .optional(),
  actions: sized(imagemapAction, 0, 50),
  ...messageBase,
});
