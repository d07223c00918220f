import { z } from 'zod';
import type { Phone } from '../chat/phone.ts';

const name = z.string().min(1).max(300);
const bytes = z.base64();

/** What a person can be told to do: by the page, by Playwright or by a bench. Photos travel as base64. */
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

/** Does it; the answer is what the phone then opens or holds, and how the webhook's delivery went. */
export async function performPhoneAction(phone: Phone, wish: PhoneAction) {
  const { event, ...result } = { event: undefined, ...(await perform(phone, wish)) };
  return { ...result, webhookEventId: event?.webhookEventId };
}

function perform(phone: Phone, wish: PhoneAction) {
  switch (wish.do) {
    case 'text':
      return phone.sendText(wish.text);
    case 'location':
      return phone.sendLocation(wish);
    case 'sticker':
      return phone.sendSticker({ packageId: wish.packageId, stickerId: wish.stickerId });
    case 'image':
      return phone.sendImage(Buffer.from(wish.bytes, 'base64'), wish.contentType);
    case 'unsend':
      return phone.unsend(wish.messageId);
    case 'follow':
      return phone.follow();
    case 'block':
      return phone.block();
    case 'unblock':
      return phone.unblock();
    case 'tap':
      return phone.tap(String(wish.name), wish.picked);
    case 'tap-quick-reply':
      return phone.tapQuickReply(wish.name, wish.picked);
    case 'tap-card':
      return phone.tapFlexButton(String(wish.name), wish.picked);
    case 'tap-message':
      return phone.tapMessageAction(wish.messageId, wish.index, wish.picked);
    case 'tap-rich-menu':
      return phone.tapRichMenu(wish.name, wish.picked);
    case 'reopen':
      return phone.reopen();
    case 'hide-menu':
      return phone.openRichMenu(false);
    case 'show-menu':
      return phone.openRichMenu(true);
    case 'client':
      return phone.switchClient(wish.client);
  }
}
