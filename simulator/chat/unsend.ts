import { channelOf, emit, type Place, type Sent } from './send-from-person.ts';

/** Takes an own message back: the chat shows a gap, the content host answers 410, the bot gets an unsend event. */
export async function unsend(place: Place, messageId: string): Promise<Sent> {
  const { world, chat, person } = place;
  const entry = chat.entries.find((one) => one.id === messageId);
  if (entry?.from !== 'person' || entry.userId !== person.userId)
    throw new Error('simulator/not-own-message: only an own message can be unsent');
  if (entry.unsent) return {};
  entry.unsent = true;
  const content = world.state.contents.get(messageId);
  if (content) content.unsent = true;
  for (const userId of chat.memberIds) world.changes.publish({ about: 'phone', userId });
  const channel = channelOf(world, chat);
  return channel ? emit(place, channel, 'unsend', { unsend: { messageId } }) : {};
}
