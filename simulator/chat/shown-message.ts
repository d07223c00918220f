import type { ShownMessage } from '../control/view.ts';
import type { Chat, Entry, Person } from '../state.ts';
import type { PersonContent } from './content.ts';
import { readText } from './find-actions.ts';

export type { ShownMessage } from '../control/view.ts';

/** The chat as this person sees it, oldest first. */
export function listShownMessages(chat: Chat, person: Person): ShownMessage[] {
  return chat.entries.map((entry) => showEntry(entry, person));
}

export function showEntry(entry: Entry, person: Person): ShownMessage {
  const { id, at } = entry;
  const plain = { id, at, silent: false, unsent: false, read: true };
  if (entry.from === 'system') return { ...plain, from: 'system', type: entry.event, text: entry.name };
  if (entry.from === 'bot') {
    const { message, silent, requestId } = entry;
    return { ...plain, from: 'bot', type: message.type, text: readText(message), message, silent, requestId };
  }
  const { userId, unsent, read } = entry;
  const from = userId === person.userId ? 'me' : 'other';
  if (unsent) return { ...plain, from, userId, type: entry.content.type, text: '', unsent, read };
  return {
    ...plain,
    from,
    userId,
    type: entry.content.type,
    text: textOf(entry.content),
    content: entry.content,
    read,
  };
}

function textOf(content: PersonContent): string {
  if (content.type === 'text') return content.text;
  if (content.type === 'location') return [content.title, content.address].filter(Boolean).join('\n');
  return content.type === 'file' ? content.fileName : '';
}
