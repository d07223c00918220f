import { z } from 'zod';
import type { Phone } from '../chat/phone.ts';

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

/** Performs the action. @returns what the phone then opens or shows, and the outcome of the webhook's delivery */
export async function performPhoneAction(phone: Phone, action: PhoneAction) {
  const { event, ...result } = { event: undefined, ...(await perform(phone, action)) };
  return { ...result, webhookEventId: event?.webhookEventId };
}

function perform(phone: Phone, action: PhoneAction) {
  switch (action.do) {
    case 'text':
      return phone.sendText(action.text);
    case 'location':
      return phone.sendLocation(action);
    case 'sticker':
      return phone.sendSticker({ packageId: action.packageId, stickerId: action.stickerId });
    case 'image':
      return phone.sendImage(Buffer.from(action.bytes, 'base64'), action.contentType);
    case 'unsend':
      return phone.unsend(action.messageId);
    case 'follow':
      return phone.follow();
    case 'block':
      return phone.block();
    case 'unblock':
      return phone.unblock();
    case 'tap':
      return phone.tap(String(action.name), action.picked);
    case 'tap-quick-reply':
      return phone.tapQuickReply(action.name, action.picked);
    case 'tap-card':
      return phone.tapFlexButton(String(action.name), action.picked);
    case 'tap-message':
      return phone.tapMessageAction(action.messageId, action.index, action.picked);
    case 'tap-rich-menu':
      return phone.tapRichMenu(action.name, action.picked);
    case 'reopen':
      return phone.reopen();
    case 'hide-menu':
      return phone.openRichMenu(false);
    case 'show-menu':
      return phone.openRichMenu(true);
    case 'client':
      return phone.switchClient(action.client);
  }
}
