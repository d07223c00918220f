import type { messagingApi } from '@line/bot-sdk';
import type { Speech } from '#events/speech';
import type { Work } from '#platform/database/transaction';
import { newRandomKey } from '#platform/ids';
import type { Chat } from '../account.ts';
import { renderSpeech } from '../render/render-speech.ts';
import { oweWords, type SpeakDeps } from './gather-words.ts';

/** LINE takes at most five message objects in one call. */
const MOST_MESSAGES = 5;

/** Owes the reporter these words from the caller's commit on; the first try comes after it. */
export function speak(deps: SpeakDeps, work: Work, speech: Speech): Promise<void> {
  const chat: Chat = { account: 'reporter', chatId: speech.address };
  return owe(deps, work, chat, { messages: renderSpeech(speech), quiet: speech.quiet, about: speech.about });
}

/** Puts messages for one chat in the outbox, in portions LINE takes; the last portion stands for the whole. */
export async function owe(
  deps: SpeakDeps,
  work: Work,
  chat: Chat,
  said: { messages: messagingApi.Message[]; quiet: boolean; about: string | null },
): Promise<void> {
  const portions: messagingApi.Message[][] = [];
  for (let at = 0; at < said.messages.length; at += MOST_MESSAGES) {
    portions.push(said.messages.slice(at, at + MOST_MESSAGES));
  }
  const messages = portions.map((portion, at) => ({
    messages: JSON.stringify(portion),
    messageCount: portion.length,
    quiet: said.quiet,
    about: at === portions.length - 1 ? said.about : null,
    retryKey: newRandomKey(),
    createdAt: deps.clock.now(),
  }));
  await oweWords(deps, work, chat, { messages });
}
