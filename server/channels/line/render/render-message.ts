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
  const parts = message.parts.map((part) => renderPart(part, message));
  const messages = parts.flatMap((part) => part.messages);
  const rendered = messages.length > 0 ? messages : plainText(message.preview || '…');
  // Buttons of a card that did not fit into a bubble come after the choices.
  const below = quickReply([...message.choices, ...parts.flatMap(({ leftOver }) => leftOver)]);
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

/** A part as LINE's messages, and the choices that found no place in them. */
type RenderedPart = { messages: messagingApi.Message[]; leftOver: Choice[] };

function renderPart(part: MessagePart, message: OutgoingMessage): RenderedPart {
  if (part.kind === 'text') return { messages: plainText(part.text), leftOver: [] };
  const contents = bubbleOf(part, message);
  if (Buffer.byteLength(JSON.stringify(contents)) > BUBBLE_BYTES)
    return { messages: plainText(asText(part)), leftOver: choicesOf(part) };
  const altText = shorten(message.preview.trim(), ALT_TEXT) || '…';
  return { messages: [{ type: 'flex', altText, contents }], leftOver: [] };
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

function asText(part: Bubble): string {
  if (part.kind === 'list')
    return [part.title, ...part.options.map(({ icon, label }) => `${icon} ${label}`)].join('\n');
  return [part.title, part.label, part.big, ...part.lines].filter(Boolean).join('\n');
}

function choicesOf(part: Bubble): Choice[] {
  return part.kind === 'card' ? part.buttons : part.options.map(({ label, data }) => ({ kind: 'answer', label, data }));
}
