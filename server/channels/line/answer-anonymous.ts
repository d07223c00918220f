import type { Work } from '#platform/database/transaction';
import { anonymousChat } from './account.ts';
import { insertReplyToken } from './inbox/store-inbox.ts';
import type { OutboundDeps } from './outbox/batch-messages.ts';
import { enqueue } from './outbox/enqueue-message.ts';
import en from './texts/en.json' with { type: 'json' };
import th from './texts/th.json' with { type: 'json' };

/**
 * LINE for PC hides the user id of people who never agreed to share it. Nobody can open a report for them or call
 * them back, but their call for help must be answered: the reply token allows one answer, sent in both languages.
 */
export async function answerAnonymous(
  deps: OutboundDeps,
  work: Work,
  event: { webhookEventId: string; token: string; eventAt: Date; receivedAt: Date },
): Promise<void> {
  const chat = anonymousChat('reporter', event.webhookEventId);
  await insertReplyToken(work.tx, chat, { ...event, deliveredAt: event.receivedAt });
  const text = `${th.noUserId}\n\n${en.noUserId}`;
  await enqueue(deps, work, chat, { messages: [{ type: 'text', text }], quiet: true, about: null });
}
