import { z } from 'zod';

const name = z.string().min(1).max(300);
const bytes = z.base64();

/** What a person can do, for the page, Playwright or a bench. Photos travel as base64. */
export const phoneActionSchema = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('text'), text: z.string().min(1).max(5000) }),
  z.strictObject({
    do: z.literal('location'),
    lat: z.number().min(-90).max(90),
    lng: z.number().min(-180).max(180),
    title: z.string().max(100).optional(),
    address: z.string().max(200).optional(),
  }),
  z.strictObject({ do: z.literal('sticker'), packageId: name.optional(), stickerId: name.optional() }),
  z.strictObject({ do: z.literal('image'), bytes, contentType: z.enum(['image/jpeg', 'image/png']) }),
  z.strictObject({ do: z.literal('unsend'), messageId: name }),
  z.strictObject({ do: z.enum(['follow', 'block', 'unblock', 'reopen', 'hide-menu', 'show-menu']) }),
  z.strictObject({ do: z.literal('client'), client: z.enum(['phone', 'pc']) }),
  z.strictObject({
    do: z.enum(['tap', 'tap-quick-reply', 'tap-card', 'tap-rich-menu']),
    name: z.union([name, z.int().min(0)]),
    picked: z.string().optional(),
  }),
  z.strictObject({
    do: z.literal('tap-message'),
    messageId: name,
    index: z.int().min(0),
    picked: z.string().optional(),
  }),
]);

export type PhoneAction = z.infer<typeof phoneActionSchema>;
