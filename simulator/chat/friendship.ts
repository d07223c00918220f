import type { Channel } from '../state.ts';
import { answerByManager, channelOf, emit, type Place, type Sent } from './send-from-person.ts';

/** Adds the account as a friend; does nothing when it is one already. */
export async function follow(place: Place): Promise<Sent> {
  if (place.chat.friendship === 'friend') return {};
  return befriend(place, place.chat.friendship === 'blocked');
}

/** Blocks the account: it gets an unfollow event without a reply token, and nothing it sends arrives any more. */
export async function block(place: Place): Promise<Sent> {
  const { chat } = place;
  if (chat.friendship === 'blocked') return {};
  chat.friendship = 'blocked';
  const channel = note(place, 'blocked');
  channel.userRichMenus.delete(place.person.userId);
  return emit(place, channel, 'unfollow');
}

export async function unblock(place: Place): Promise<Sent> {
  if (place.chat.friendship !== 'blocked') return {};
  note(place, 'unblocked');
  return befriend(place, true);
}

async function befriend(place: Place, isUnblocked: boolean): Promise<Sent> {
  const { world, chat, person } = place;
  chat.friendship = 'friend';
  world.changes.publish({ about: 'phone', userId: person.userId });
  const channel = directChannel(place);
  const sent = await emit(place, channel, 'follow', { follow: { isUnblocked } });
  if (channel.greeting) answerByManager(world, channel, chat, channel.greeting);
  return sent;
}

function note(place: Place, event: 'blocked' | 'unblocked'): Channel {
  const { world, chat, person } = place;
  const at = world.clock.now();
  chat.entries.push({ id: `event-${at}-${chat.entries.length}`, at, from: 'system', event, name: chat.name });
  world.changes.publish({ about: 'phone', userId: person.userId });
  return directChannel(place);
}

function directChannel({ world, chat }: Place): Channel {
  const channel = channelOf(world, chat);
  if (!channel || chat.kind !== 'user') throw new Error('simulator/not-a-direct-chat: a group cannot be followed');
  return channel;
}
