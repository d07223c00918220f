import type { messagingApi } from '@line/bot-sdk';
import type { Choice, MessagePart, OutgoingMessage } from '#events/outgoing-message';
import { quickReply } from './render-action.ts';
import { cardBubble, listBubble } from './render-bubble.ts';
import { shorten, splitText } from './text-length.ts';

/** LINE's limits: text 5,000 and altText 1,500 UTF-16 units; a bubble 30 KB of JSON, with a margin here. */
const TEXT = 5000;
const ALT_TEXT = 1500;
const BUBBLE_BYTES = 29_000;

/**
 * LINE's messages for one outgoing message, in order; the choices belong to the last one. The result is always within
 * LINE's limits, because a message that LINE refuses helps nobody.
 */
export function renderMessage(message: OutgoingMessage): messagingApi.Message[] {
  const messages = message.parts.flatMap((part) => renderPart(part, message));
  const rendered = messages.length > 0 ? messages : plainText(message.preview || '…');
  // Buttons of a card that did not fit into a bubble come after the choices.
  const choices = [
    ...message.choices,
    ...message.parts.flatMap((part) => (fits(part, message) ? [] : choicesOf(part))),
  ];
  const below = quickReply(choices);
  const sender = senderOf(message);
  return rendered.map((message, at) => ({
    ...message,
    ...(sender && { sender }),
    ...(below && at === rendered.length - 1 && { quickReply: below }),
  }));
}

/** LINE: at most 20 characters, and not LINE's own name. */
const SENDER_NAME = 20;

function senderOf({ sender }: OutgoingMessage): messagingApi.Sender | undefined {
  const name = shorten(sender?.trim() ?? '', SENDER_NAME);
  return name === '' || /line/i.test(name) ? undefined : { name };
}

function renderPart(part: MessagePart, message: OutgoingMessage): messagingApi.Message[] {
  if (part.kind === 'text') return plainText(part.text);
  if (!fits(part, message)) return plainText(asText(part));
  const altText = shorten(message.preview.trim(), ALT_TEXT) || '…';
  return [{ type: 'flex', altText, contents: bubbleOf(part, message) }];
}

function plainText(text: string): messagingApi.TextMessage[] {
  if (text.trim() === '') return [];
  return splitText(text, TEXT)
    .filter((piece) => piece.trim() !== '')
    .map((piece) => ({ type: 'text', text: piece }));
}

type Bubble = Exclude<MessagePart, { kind: 'text' }>;

function bubbleOf(part: Bubble, message: OutgoingMessage): messagingApi.FlexBubble {
  return part.kind === 'list' ? listBubble(part) : cardBubble(part, message.quiet);
}

function fits(part: MessagePart, message: OutgoingMessage): boolean {
  return part.kind === 'text' || Buffer.byteLength(JSON.stringify(bubbleOf(part, message))) <= BUBBLE_BYTES;
}

function asText(part: Bubble): string {
  if (part.kind === 'list')
    return [part.title, ...part.options.map(({ icon, label }) => `${icon} ${label}`)].join('\n');
  return [part.title, part.label, part.big, ...part.lines].filter(Boolean).join('\n');
}

function choicesOf(part: MessagePart): Choice[] {
  if (part.kind === 'text') return [];
  return part.kind === 'card' ? part.buttons : part.options.map(({ label, data }) => ({ kind: 'answer', label, data }));
}
