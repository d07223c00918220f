import type { messagingApi } from '@line/bot-sdk';
import type { Speech } from '#events/speech';
import type { Clock } from '#platform/clock';
import type { Work } from '#platform/database/transaction';
import { newRandomKey } from '#platform/ids';
import type { Chat } from '../account.ts';
import { renderSpeech } from '../render/render-speech.ts';
import { insertMessages } from './store-outbox.ts';

type Deps = { clock: Clock; lookAt(chat: Chat): void };

/** LINE takes at most five message objects in one call. */
const MOST_MESSAGES = 5;

/** Owes the reporter these words from the caller's commit on; the first try comes after it. */
export function speak(deps: Deps, work: Work, speech: Speech): Promise<void> {
  const chat: Chat = { account: 'reporter', chatId: speech.address };
  return owe(deps, work, chat, { messages: renderSpeech(speech), quiet: speech.quiet, about: speech.about });
}

/** Puts messages for one chat in the outbox, in portions LINE takes; the last portion stands for the whole. */
export async function owe(
  deps: Deps,
  work: Work,
  chat: Chat,
  said: { messages: messagingApi.Message[]; quiet: boolean; about: string | null },
): Promise<void> {
  for (let at = 0; at < said.messages.length; at += MOST_MESSAGES) {
    const portion = said.messages.slice(at, at + MOST_MESSAGES);
    await insertMessages(work.tx, chat, {
      messages: JSON.stringify(portion),
      messageCount: portion.length,
      quiet: said.quiet,
      about: at + MOST_MESSAGES >= said.messages.length ? said.about : null,
      retryKey: newRandomKey(),
      createdAt: deps.clock.now(),
    });
  }
  work.afterCommit(() => deps.lookAt(chat));
}
