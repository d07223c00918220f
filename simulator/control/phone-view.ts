import { visibleQuickReplies } from '../chat/quick-replies.ts';
import { listShownMessages } from '../chat/shown-message.ts';
import { visibleRichMenu } from '../chat/visible-rich-menu.ts';
import type { Chat, Person } from '../state.ts';
import { getChannel, getDirectChat } from '../state.ts';
import type { World } from '../world.ts';
import type { ChatView, PhoneView } from './view.ts';

/** How many messages of a chat the page gets; older ones stay in the simulator. */
const shownMessages = 150;

/** Everything the page draws for one phone. */
export function viewPhone(world: World, person: Person): PhoneView {
  const { userId, name, client, lockScreen } = person;
  return {
    userId,
    name,
    client,
    lockScreen: lockScreen.slice(-30),
    chats: listChats(world, person).map((chat) => viewChat(world, person, chat)),
  };
}

/** The person's conversations: one with each account, then their groups. */
export function listChats({ state, clock }: World, person: Person): Chat[] {
  const accounts = [...state.channels.values()].map((channel) => getDirectChat(state, channel, person, clock.now()));
  return [...accounts, ...[...state.groups.values()].filter((group) => group.memberIds.includes(person.userId))];
}

/** A chat's address in the control API: the account's key, or the group's id. */
export const chatKey = (chat: Chat) => (chat.kind === 'user' ? (chat.channelKey ?? '') : chat.id);

function viewChat(world: World, person: Person, chat: Chat): ChatView {
  const now = world.clock.now();
  const channel = chat.channelKey === undefined ? undefined : getChannel(world.state, chat.channelKey);
  const menu = channel && visibleRichMenu(channel, chat, person, now);
  return {
    key: chatKey(chat),
    kind: chat.kind,
    name: chat.name,
    account: channel?.displayName,
    friendship: chat.friendship,
    memberNames: chat.memberIds.map((id) => world.state.people.get(id)?.name ?? id),
    messages: listShownMessages(chat, person)
      .slice(-shownMessages)
      .map((shown) => ({ ...shown, senderName: shown.userId && world.state.people.get(shown.userId)?.name })),
    quickReplies: visibleQuickReplies(chat, person),
    loading: chat.loadingUntil > now,
    richMenu: menu && {
      richMenuId: menu.richMenuId,
      size: menu.size,
      areas: menu.areas,
      chatBarText: menu.chatBarText,
      hasImage: menu.image !== undefined,
      open: chat.richMenuOpen ?? menu.selected,
    },
  };
}
