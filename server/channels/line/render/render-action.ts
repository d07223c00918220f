import type { messagingApi } from '@line/bot-sdk';
import type { Choice } from '#events/outgoing-message';
import { shorten } from './text-length.ts';

/** LINE: quick reply and template labels 20, Flex labels 40. */
const QUICK_REPLY_LABEL = 20;
const FLEX_LABEL = 40;
/** LINE: postback data, UTF-16 units. */
const POSTBACK_DATA = 300;
const QUICK_REPLIES = 13;

/** Buttons in a message. Location and camera exist there only as LINE's own URLs. */
export function flexAction(choice: Choice): messagingApi.Action | undefined {
  const label = labelOf(choice, FLEX_LABEL);
  switch (choice.kind) {
    case 'answer':
      return postback(label, choice.data);
    case 'call':
      return call(label, choice.number);
    case 'link':
      return { type: 'uri', label, uri: choice.url };
    case 'location':
      return { type: 'uri', label, uri: 'https://line.me/R/nv/location/' };
    case 'camera':
      return { type: 'uri', label, uri: 'https://line.me/R/nv/camera/' };
    case 'camera-roll':
      return { type: 'uri', label, uri: 'https://line.me/R/nv/cameraRoll/single' };
  }
}

/** The row of buttons above the keyboard. It disappears with the next message, so every prompt has its own. */
export function quickReply(choices: Choice[]): messagingApi.QuickReply | undefined {
  const items = choices.flatMap((choice) => {
    const action = quickReplyAction(choice);
    return action ? [{ type: 'action' as const, action }] : [];
  });
  return items.length > 0 ? { items: items.slice(0, QUICK_REPLIES) } : undefined;
}

function quickReplyAction(choice: Choice): messagingApi.Action | undefined {
  const label = labelOf(choice, QUICK_REPLY_LABEL);
  switch (choice.kind) {
    case 'answer':
      return postback(label, choice.data);
    case 'call':
      return call(label, choice.number);
    case 'link':
      return { type: 'uri', label, uri: choice.url };
    case 'location':
      return { type: 'location', label };
    case 'camera':
      return { type: 'camera', label };
    case 'camera-roll':
      return { type: 'cameraRoll', label };
  }
}

/**
 * No `displayText`: a tap must leave nothing in the chat that somebody could read later. LINE would refuse the whole
 * message for a button without data, so it is left out; typing works as well.
 */
export function postback(label: string, data: string): messagingApi.PostbackAction | undefined {
  return data === '' || data.length > POSTBACK_DATA ? undefined : { type: 'postback', label, data };
}

function call(label: string, number: string): messagingApi.URIAction | undefined {
  const digits = number.replace(/[^+\d*]/g, '').slice(0, 20);
  return digits === '' ? undefined : { type: 'uri', label, uri: `tel:${digits}` };
}

function labelOf({ label }: Choice, most: number): string {
  return shorten(label.trim(), most) || '…';
}
