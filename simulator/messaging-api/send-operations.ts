import { deliverMessages, nameMessages } from '../chat/deliver-message.ts';
import type { BotMessage } from '../schemas/message.ts';
import {
  broadcastRequest,
  chatIdPattern,
  multicastRequest,
  narrowcastRequest,
  pushRequest,
  replyRequest,
  validateRequest,
} from '../schemas/send-request.ts';
import type { Chat, SentMessage } from '../state.ts';
import { takeReplyToken } from '../webhook/reply-tokens.ts';
import { type Answer, LineFault, ok, propertyFault } from './answer.ts';
import { checkBody } from './check-body.ts';
import type { Call, Operation } from './operation.ts';
import { chargeQuota, getPushChat, isReachable } from './reachability.ts';
import { keepAccepted, readRetryKey, refuseRepeated, refuseRetryKey } from './retry-keys.ts';

const root = '/v2/bot/message';

export const sendOperations: Operation[] = [
  { name: 'reply', method: 'POST', path: `${root}/reply`, sends: true, play: reply },
  { name: 'push', method: 'POST', path: `${root}/push`, sends: true, play: push },
  {
    name: 'multicast',
    method: 'POST',
    path: `${root}/multicast`,
    sends: true,
    rate: 'two-hundred-a-second',
    play: multicast,
  },
  {
    name: 'narrowcast',
    method: 'POST',
    path: `${root}/narrowcast`,
    sends: true,
    rate: 'sixty-an-hour',
    play: narrowcast,
  },
  { name: 'broadcast', method: 'POST', path: `${root}/broadcast`, sends: true, rate: 'sixty-an-hour', play: broadcast },
  { name: 'narrowcast-progress', method: 'GET', path: `${root}/progress/narrowcast`, play: narrowcastProgress },
  ...['reply', 'push', 'multicast', 'narrowcast', 'broadcast'].map(
    (kind): Operation => ({
      name: `validate-${kind}`,
      method: 'POST',
      path: `${root}/validate/${kind}`,
      play: (call) => {
        checkBody(validateRequest, call.json());
        return ok();
      },
    }),
  ),
];

type Sent = { messages: BotMessage[]; notificationDisabled?: boolean | undefined };

function reply(call: Call): Answer {
  refuseRetryKey(call);
  const body = checkBody(replyRequest, call.json());
  warnStandby(call);
  const chat = takeReplyToken(call.channel, body.replyToken, call.world.clock.now());
  if (!chat) throw new LineFault(400, 'Invalid reply token');
  return ok({ sentMessages: send(call, [chat], body) });
}

function push(call: Call): Answer {
  const key = readRetryKey(call);
  const body = checkBody(pushRequest, call.json());
  if (!chatIdPattern.test(body.to)) throw propertyFault('to');
  refuseRepeated(call, key);
  warnStandby(call);
  const chat = getPushChat(call.world, call.channel, body.to);
  chargeQuota(call.channel, reachable(call, [chat]));
  const sentMessages = send(call, [chat], body);
  keepAccepted(call, key, sentMessages);
  return ok({ sentMessages });
}

function multicast(call: Call): Answer {
  const key = readRetryKey(call);
  const body = checkBody(multicastRequest, call.json());
  const wrong = body.to.findIndex((id) => !/^U[0-9a-f]{32}$/.test(id));
  if (wrong >= 0) throw propertyFault(`to[${wrong}]`);
  refuseRepeated(call, key);
  return sendToMany(
    call,
    key,
    [...new Set(body.to)].map((id) => getPushChat(call.world, call.channel, id)),
    body,
  );
}

function broadcast(call: Call): Answer {
  const key = readRetryKey(call);
  const body = checkBody(broadcastRequest, call.json());
  refuseRepeated(call, key);
  return sendToMany(call, key, listFriends(call), body);
}

// The simulator knows nobody's age or region: a narrowcast with a filter or an audience is accepted and reaches no one.
function narrowcast(call: Call): Answer {
  const key = readRetryKey(call);
  const body = checkBody(narrowcastRequest, call.json());
  refuseRepeated(call, key);
  const everyone = body.recipient === undefined && body.filter === undefined;
  call.channel.narrowcasts.set(call.requestId, call.world.clock.now());
  return { ...sendToMany(call, key, everyone ? listFriends(call) : [], body), status: 202 };
}

function narrowcastProgress({ channel, query, world }: Call): Answer {
  const at = channel.narrowcasts.get(query.requestId ?? '');
  if (at === undefined) throw new LineFault(404, 'Not found');
  const [acceptedTime, completedTime] = [new Date(at).toISOString(), new Date(world.clock.now()).toISOString()];
  return ok({ phase: 'succeeded', successCount: 0, failureCount: 0, targetCount: 0, acceptedTime, completedTime });
}

function sendToMany(call: Call, key: string | undefined, chats: Chat[], sent: Sent): Answer {
  warnStandby(call);
  const arriving = reachable(call, chats);
  chargeQuota(call.channel, arriving);
  send(call, arriving, sent);
  keepAccepted(call, key);
  return ok();
}

function send(call: Call, chats: Chat[], { messages, notificationDisabled }: Sent): SentMessage[] {
  const { world, channel, requestId } = call;
  const ids = nameMessages(messages, world.clock.now());
  const sending = { notificationDisabled: notificationDisabled === true, requestId };
  const arriving = reachable(call, chats);
  for (const chat of arriving) deliverMessages(world, channel, chat, messages, ids, sending);
  if (arriving.length < chats.length) call.warn('accepted, but delivered to nobody: blocked or not a friend');
  return ids;
}

function reachable({ world }: Call, chats: Chat[]): Chat[] {
  return chats.filter((chat) => isReachable(chat, world.clock.now()));
}

function listFriends({ world, channel }: Call): Chat[] {
  return [...world.state.directChats.values()].filter(
    (chat) => chat.channelKey === channel.key && chat.friendship === 'friend',
  );
}

function warnStandby(call: Call): void {
  if (call.channel.mode === 'standby') call.warn('sent in standby, while a module channel is in control');
}
