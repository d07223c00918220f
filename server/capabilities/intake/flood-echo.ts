import type { InboundFromReporter } from '#events/inbound';
import type { Prompt } from './conversation.ts';

/** Prompts that only confirm a message or repeat a question. Everything else is news and always sent. */
const ECHOES: readonly Prompt['key'][] = [
  'message-passed-on',
  'message-waits',
  'message-after-resolved',
  'idle-hint',
  'ended-hint',
  'ask-type-again',
  'ask-place-again',
  'greeting',
];

/**
 * In a flood the person gets one message that everything is stored; an answer to each message would push the important
 * one off their screen.
 */
export function leaveOutEchoes(prompts: Prompt[], flood: InboundFromReporter['flood']): Prompt[] {
  if (flood === 'none' || prompts.some(({ key }) => !ECHOES.includes(key))) return prompts;
  return flood === 'begins' ? [{ key: 'slower' }] : [];
}
