import { newChatId } from '../ids.ts';
import type { Channel, Chat, Person } from '../state.ts';
import { getChannel, newChat } from '../state.ts';
import { createEvent } from '../webhook/event.ts';
import type { World } from '../world.ts';
import type { Sent } from './send-from-person.ts';

export type Group = ReturnType<typeof groupOf>;

/** Makes a group chat of people; an account comes in only by invitation. */
export function createGroup(world: World, name: string, members: Person[], kind: 'group' | 'room' = 'group') {
  const chat = newChat(kind, newChatId(kind === 'group' ? 'C' : 'R'), name, world.clock.now());
  chat.memberIds.push(...members.map((member) => member.userId));
  world.state.groups.set(chat.id, chat);
  announce(world, chat);
  return groupOf(world, chat);
}

/** What people can do with a group. */
export function groupOf(world: World, chat: Chat) {
  async function sendEvent(
    channel: Channel | undefined,
    type: string,
    payload?: Record<string, unknown>,
  ): Promise<Sent> {
    announce(world, chat);
    if (!channel) return {};
    const event = createEvent(channel, { type, payload, chat, now: world.clock.now() });
    return { event, delivery: await world.webhooks.emit(channel, event) };
  }
  const present = () => (chat.channelKey === undefined ? undefined : getChannel(world.state, chat.channelKey));

  return {
    id: chat.id,
    name: chat.name,
    chat,
    /** Brings an account in: only if its owner allows groups, and only one account per group. */
    inviteAccount(channelKey: string): Promise<Sent> {
      const channel = getChannel(world.state, channelKey);
      if (!channel.canJoinGroups) throw new Error('simulator/groups-not-allowed: the account may not join groups');
      if (chat.channelKey !== undefined) throw new Error('simulator/one-account-per-group: another account is there');
      chat.channelKey = channelKey;
      addSystemEntry(world, chat, 'joined', channel.displayName);
      return sendEvent(channel, 'join');
    },
    /** Someone removes the account; afterwards it can't send here any more. */
    removeAccount(): Promise<Sent> {
      const channel = present();
      if (!channel) return Promise.resolve({});
      leaveGroup(world, chat, channel);
      return sendEvent(channel, 'leave');
    },
    addMember(person: Person): Promise<Sent> {
      if (chat.memberIds.includes(person.userId)) return Promise.resolve({});
      chat.memberIds.push(person.userId);
      addSystemEntry(world, chat, 'member-joined', person.name);
      return sendEvent(present(), 'memberJoined', { joined: { members: [{ type: 'user', userId: person.userId }] } });
    },
    removeMember(person: Person): Promise<Sent> {
      if (!chat.memberIds.includes(person.userId)) return Promise.resolve({});
      addSystemEntry(world, chat, 'member-left', person.name);
      announce(world, chat);
      chat.memberIds = chat.memberIds.filter((id) => id !== person.userId);
      return sendEvent(present(), 'memberLeft', { left: { members: [{ type: 'user', userId: person.userId }] } });
    },
  };
}

/** The account leaves or is removed; from now on pushes to the group are refused. */
export function leaveGroup(world: World, chat: Chat, channel: Channel): void {
  chat.channelKey = undefined;
  addSystemEntry(world, chat, 'left', channel.displayName);
  announce(world, chat);
}

function addSystemEntry(
  world: World,
  chat: Chat,
  what: 'joined' | 'left' | 'member-joined' | 'member-left',
  name: string,
) {
  const at = world.clock.now();
  chat.entries.push({ id: `event-${at}-${chat.entries.length}`, at, from: 'system', event: what, name });
}

function announce(world: World, chat: Chat): void {
  for (const userId of chat.memberIds) world.changes.publish({ about: 'phone', userId });
}
