import type { BotMessage } from '../schemas/message.ts';
import type { Chat, Entry, Person, PersonContent } from '../state.ts';
import { readWords } from './find-actions.ts';

/** One line of a chat as the phone shows it. */
export type ShownMessage = {
  id: string;
  at: number;
  from: 'me' | 'other' | 'bot' | 'notice';
  /** For "other": whose message it is. */
  userId?: string;
  type: string;
  /** Everything a person can read in it, Flex cards included. */
  words: string;
  message?: BotMessage;
  content?: PersonContent;
  /** True when the phone made no sound and showed nothing on its lock screen. */
  silent: boolean;
  unsent: boolean;
  read: boolean;
  requestId?: string;
};

/** The chat as this person sees it, oldest first. */
export function listShownMessages(chat: Chat, person: Person): ShownMessage[] {
  return chat.entries.map((entry) => showEntry(entry, person));
}

export function showEntry(entry: Entry, person: Person): ShownMessage {
  const { id, at } = entry;
  const plain = { id, at, silent: false, unsent: false, read: true };
  if (entry.from === 'notice') return { ...plain, from: 'notice', type: entry.notice, words: entry.name };
  if (entry.from === 'bot') {
    const { message, silent, requestId } = entry;
    return { ...plain, from: 'bot', type: message.type, words: readWords(message), message, silent, requestId };
  }
  const { userId, unsent, read } = entry;
  const from = userId === person.userId ? 'me' : 'other';
  if (unsent) return { ...plain, from, userId, type: entry.content.type, words: '', unsent, read };
  return {
    ...plain,
    from,
    userId,
    type: entry.content.type,
    words: wordsOf(entry.content),
    content: entry.content,
    read,
  };
}

function wordsOf(content: PersonContent): string {
  if (content.type === 'text') return content.text;
  if (content.type === 'location') return [content.title, content.address].filter(Boolean).join('\n');
  return content.type === 'file' ? content.fileName : '';
}
