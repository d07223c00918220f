import type { Action } from '../schemas/action.ts';
import type { Chat, Person } from '../state.ts';

/** These stay after a tap until the data is sent; the others vanish at once. */
const staying = new Set<Action['type']>(['location', 'camera', 'cameraRoll', 'datetimepicker']);

/**
 * The quick replies the phone shows now: those of the very last message, if a bot sent it and none was tapped.
 * Any new message from either side ends them. LINE on a PC shows none.
 */
export function visibleQuickReplies(chat: Chat, person: Person): Action[] {
  const last = chat.entries.findLast((entry) => entry.from !== 'system');
  if (
    person.client === 'pc' ||
    chat.friendship === 'blocked' ||
    last?.from !== 'bot' ||
    chat.spentQuickReply === last.id
  )
    return [];
  return last.message.quickReply?.items.map((item) => item.action) ?? [];
}

/** Remembers a tap, so that the buttons vanish where LINE makes them vanish. */
export function spendQuickReply(chat: Chat, action: Action): void {
  if (!staying.has(action.type)) chat.spentQuickReply = chat.entries.findLast((entry) => entry.from === 'bot')?.id;
}

/** The date was picked and sent: now this one vanishes too. */
export function spendAfterData(chat: Chat): void {
  chat.spentQuickReply = chat.entries.findLast((entry) => entry.from === 'bot')?.id;
}
