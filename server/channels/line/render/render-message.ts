import type { messagingApi } from '@line/bot-sdk';
import type { Choice, MessagePart, OutgoingMessage } from '#events/outgoing-message';
import { QUICK_REPLY_LABEL, quickReply } from './render-action.ts';
import { cardBubble, listBubble } from './render-bubble.ts';
import { shorten, splitGraphemes, splitText } from './text-length.ts';

/** LINE: text 5,000 and altText 1,500 UTF-16 units; a bubble 30 KB of JSON, some room left. */
const TEXT = 5000;
const ALT_TEXT = 1500;
const BUBBLE_BYTES = 29_000;

/**
 * LINE's messages for one speech, in order; the choices hang on the last one. Whatever the words are, the result is
 * within LINE's limits: a message that LINE refuses helps nobody.
 */
export function renderMessage(speech: OutgoingMessage): messagingApi.Message[] {
  const messages = speech.parts.flatMap((part) => renderPart(part, speech));
  const said = messages.length > 0 ? messages : plainText(speech.preview || '…');
  // What did not fit into its bubble offers its buttons below, after those that were asked for.
  const choices = [...speech.choices, ...speech.parts.flatMap((part) => (fits(part, speech) ? [] : choicesOf(part)))];
  const below = quickReply(choices);
  const sender = senderOf(speech);
  return said.map((message, at) => ({
    ...message,
    ...(sender && { sender }),
    ...(below && at === said.length - 1 && { quickReply: below }),
  }));
}

/** LINE: 20 characters, and its own name in none. */
const SENDER_NAME = 20;

function senderOf({ sender }: OutgoingMessage): messagingApi.Sender | undefined {
  const name = shorten(sender?.trim() ?? '', SENDER_NAME);
  return name === '' || /line/i.test(name) ? undefined : { name };
}

/** Labels that LINE would refuse below a message and that will be cut: for the tests of those who write the words. */
export function findLongLabels({ choices }: Pick<OutgoingMessage, 'choices'>): string[] {
  const isLong = (label: string) =>
    label.length > QUICK_REPLY_LABEL || splitGraphemes(label).length > QUICK_REPLY_LABEL;
  return choices.map(({ label }) => label).filter(isLong);
}

function renderPart(part: MessagePart, speech: OutgoingMessage): messagingApi.Message[] {
  if (part.kind === 'text') return plainText(part.text);
  if (!fits(part, speech)) return plainText(inWords(part));
  const altText = shorten(speech.preview.trim(), ALT_TEXT) || '…';
  return [{ type: 'flex', altText, contents: bubbleOf(part, speech) }];
}

function plainText(text: string): messagingApi.TextMessage[] {
  if (text.trim() === '') return [];
  return splitText(text, TEXT)
    .filter((piece) => piece.trim() !== '')
    .map((piece) => ({ type: 'text', text: piece }));
}

type Bubble = Exclude<MessagePart, { kind: 'text' }>;

function bubbleOf(part: Bubble, speech: OutgoingMessage): messagingApi.FlexBubble {
  return part.kind === 'list' ? listBubble(part) : cardBubble(part, speech.quiet);
}

function fits(part: MessagePart, speech: OutgoingMessage): boolean {
  return part.kind === 'text' || Buffer.byteLength(JSON.stringify(bubbleOf(part, speech))) <= BUBBLE_BYTES;
}

function inWords(part: Bubble): string {
  if (part.kind === 'list')
    return [part.title, ...part.options.map(({ icon, label }) => `${icon} ${label}`)].join('\n');
  return [part.title, part.label, part.big, ...part.lines].filter(Boolean).join('\n');
}

function choicesOf(part: MessagePart): Choice[] {
  if (part.kind === 'text') return [];
  return part.kind === 'card' ? part.buttons : part.options.map(({ label, data }) => ({ kind: 'answer', label, data }));
}
