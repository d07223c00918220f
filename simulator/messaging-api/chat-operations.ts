import { z } from 'zod';
import { getDirectChat } from '../state.ts';
import { type Answer, bodyFault, LineFault } from './answer.ts';
import { checkBody } from './check-body.ts';
import type { Call, Operation } from './operation.ts';

export const chatOperations: Operation[] = [
  {
    name: 'start-loading',
    method: 'POST',
    path: '/v2/bot/chat/loading/start',
    rate: 'hundred-a-second',
    play: startLoading,
  },
  { name: 'mark-as-read', method: 'POST', path: '/v2/bot/chat/markAsRead', play: markAsRead },
];

const loadingRequest = z.strictObject({
  chatId: z.string().min(1, 'May not be empty'),
  loadingSeconds: z
    .int()
    .superRefine((seconds, context) => {
      if (seconds < 5 || seconds > 60) context.addIssue({ code: 'custom', message: 'Must be between 5 and 60' });
      if (seconds % 5 !== 0) context.addIssue({ code: 'custom', message: 'must be a multiple of five' });
    })
    .optional(),
});

/** Shows the three dots until a message comes or the seconds (20 by default) are over. */
function startLoading(call: Call): Answer {
  const { world, channel } = call;
  const { chatId, loadingSeconds = 20 } = checkBody(loadingRequest, call.json());
  if (!/^U[0-9a-f]{32}$/.test(chatId))
    throw bodyFault([
      { message: 'Only user id is acceptable, group id and room id are not acceptable', property: 'chatId' },
    ]);
  const person = world.state.people.get(chatId);
  if (person) {
    const chat = getDirectChat(world.state, channel, person, world.clock.now());
    if (chat.friendship !== 'blocked') chat.loadingUntil = world.clock.now() + loadingSeconds * 1000;
    world.changes.publish({ about: 'phone', userId: chatId });
  }
  return { status: 202, body: {} };
}

const readRequest = z.strictObject({ markAsReadToken: z.string().min(1, 'May not be empty') });

/** Marks that message and all before it as read. The token never expires. */
function markAsRead(call: Call): Answer {
  const { markAsReadToken } = checkBody(readRequest, call.json());
  const known = call.channel.readTokens.get(markAsReadToken);
  if (!known)
    throw new LineFault(400, 'Invalid markAsReadToken. Tokens must be used by the bot that received them via Webhook.');
  const until = known.chat.entries.findIndex((entry) => entry.id === known.entryId);
  for (const entry of known.chat.entries.slice(0, until + 1)) if (entry.from === 'person') entry.read = true;
  for (const userId of known.chat.memberIds) call.world.changes.publish({ about: 'phone', userId });
  return { status: 200, body: {} };
}
