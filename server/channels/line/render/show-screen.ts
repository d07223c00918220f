import type { messagingApi } from '@line/bot-sdk';
import type { OutgoingMessage } from '#events/outgoing-message';
import { renderMessage } from './render-message.ts';

/** A phone as LINE shows it, in plain words. */
export type Screen = { sound: boolean; lockScreen: string[]; chatList: string; chat: string[]; buttons: string[] };

/**
 * What a speech makes a phone do and show, from the very messages that LINE is sent. With `notificationDisabled` there
 * is no banner at all; otherwise each message is one line of the locked phone (line-platform: push notifications).
 */
export function showScreen(speech: OutgoingMessage): Screen {
  const messages = renderMessage(speech);
  const lines = messages.map(lineOf);
  return {
    sound: !speech.quiet,
    lockScreen: speech.quiet ? [] : lines,
    chatList: lines.at(-1) ?? '',
    chat: lines,
    buttons: (messages.at(-1)?.quickReply?.items ?? []).flatMap(({ action }) => action?.label ?? []),
  };
}

/** Words stand as they are; anything drawn is announced by its alternative text. */
function lineOf(message: messagingApi.Message): string {
  if (message.type === 'text') return (message as messagingApi.TextMessage).text;
  return message.type === 'flex' ? (message as messagingApi.FlexMessage).altText : '';
}
