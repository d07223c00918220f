import type { Work } from '#platform/database/transaction';
import type { Chat } from './account.ts';
import type { OutboundDeps } from './outbox/batch-messages.ts';
import { enqueue } from './outbox/enqueue-message.ts';
import en from './texts/en.json' with { type: 'json' };
import th from './texts/th.json' with { type: 'json' };

/**
 * LINE for PC hides the user id of people who never agreed to share it. Nobody can open a report for them or call
 * them back, but their call for help must be answered: the reply token allows one answer, sent in both languages.
 */
export function answerAnonymous(deps: OutboundDeps, work: Work, chat: Chat): Promise<void> {
  const text = `${th.noUserId}\n\n${en.noUserId}`;
  return enqueue(deps, work, chat, { messages: [{ type: 'text', text }], quiet: true, about: null });
}
