import type { Channel, Chat } from '../state.ts';
import { getDirectChat } from '../state.ts';
import type { World } from '../world.ts';
import { LineFault } from './answer.ts';

const sevenDays = 7 * 24 * 3_600_000;

/** The chat a push goes to. LINE refuses a user of another provider and a group the account is not in. */
export function getPushChat(world: World, channel: Channel, to: string): Chat {
  const person = world.state.people.get(to);
  if (person) return getDirectChat(world.state, channel, person, world.clock.now());
  const group = world.state.groups.get(to);
  if (group?.channelKey === channel.key) return group;
  throw new LineFault(400, 'Failed to send messages');
}

/**
 * Whether a message arrives there: friends, groups, and people who wrote within seven days. To anyone else LINE answers
 * 200 and delivers nothing, so "accepted" never means "arrived".
 */
export function isReachable(chat: Chat, now: number): boolean {
  if (chat.kind !== 'user' || chat.friendship === 'friend') return true;
  if (chat.friendship === 'blocked') return false;
  return chat.lastFromPersonAt !== undefined && now - chat.lastFromPersonAt <= sevenDays;
}

/** Counts what a push costs (a group costs as many as it has members) and refuses it over the monthly limit. */
export function chargeQuota(channel: Channel, chats: Chat[]): void {
  const cost = chats.reduce((sum, chat) => sum + chat.memberIds.length, 0);
  const { limit, used } = channel.quota;
  if (limit !== null && used + cost > limit) throw new LineFault(429, 'You have reached your monthly limit.');
  channel.quota.used += cost;
}
