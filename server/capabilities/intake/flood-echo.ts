import type { InboundFromReporter } from '#events/inbound';
import type { Prompt } from './conversation.ts';

/** What only says that something was heard, or asks the same again. Anything else is news and is always said. */
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
 * In a flood the person is told once that all of it is kept and read together; an answer to each word would only push
 * the one that counts off their screen.
 */
export function leaveOutEchoes(prompts: Prompt[], flood: InboundFromReporter['flood']): Prompt[] {
  if (flood === 'none' || prompts.some(({ key }) => !ECHOES.includes(key))) return prompts;
  return flood === 'begins' ? [{ key: 'slower' }] : [];
}
