import type { messagingApi } from '@line/bot-sdk';
import type { OutgoingMessage } from '#events/outgoing-message';
import { renderMessage } from './render-message.ts';

/** A phone as LINE shows it, as text. */
export type Screen = { sound: boolean; lockScreen: string[]; chatList: string; chat: string[]; buttons: string[] };

/**
 * What a phone does and shows for a message, from the same LINE messages that are sent. With `notificationDisabled` there
 * is no banner at all; otherwise each message is one line of the locked phone.
 */
export function showScreen(message: OutgoingMessage): Screen {
  const messages = renderMessage(message);
  const lines = messages.map(lineOf);
  return {
    sound: !message.quiet,
    lockScreen: message.quiet ? [] : lines,
    chatList: lines.at(-1) ?? '',
    chat: lines,
    buttons: (messages.at(-1)?.quickReply?.items ?? []).flatMap(({ action }) => action?.label ?? []),
  };
}

/** A text is shown as it is, a card by its alternative text. */
function lineOf(message: messagingApi.Message): string {
  if (message.type === 'text') return (message as messagingApi.TextMessage).text;
  return message.type === 'flex' ? (message as messagingApi.FlexMessage).altText : '';
}
