import type { Phone } from '../chat/phone.ts';
import type { PhoneAction } from './phone-action.ts';

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
