import type { Channel, Chat, Person, RichMenu } from '../state.ts';

/** A changed default menu appears when the chat is opened again, and after a minute at the latest. */
const defaultDelay = 60_000;

/**
 * The rich menu a person sees: their own, else the API's default, else the one made in LINE Official Account Manager.
 * None on a PC, in groups, or while the account is blocked. Non-friends see the default too.
 */
export function visibleRichMenu(channel: Channel, chat: Chat, person: Person, now: number): RichMenu | undefined {
  if (chat.kind !== 'user' || chat.friendship === 'blocked' || person.client === 'pc') return undefined;
  const own = channel.userRichMenus.get(person.userId);
  if (own !== undefined && channel.richMenus.has(own)) return channel.richMenus.get(own);
  const hasArrived = ({ changedAt }: { changedAt: number }) =>
    chat.openedAt >= changedAt || now - changedAt >= defaultDelay;
  const { id } = channel.defaultRichMenus.findLast(hasArrived) ?? {};
  return (id === undefined ? undefined : channel.richMenus.get(id)) ?? channel.managerRichMenu;
}
