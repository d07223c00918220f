import { leaveGroup } from '../chat/group.ts';
import type { Chat, Person } from '../state.ts';
import { notFound, ok } from './answer.ts';
import type { Call, Operation } from './operation.ts';

const group = '/v2/bot/group/:groupId';
const room = '/v2/bot/room/:groupId';

export const peopleOperations: Operation[] = [
  {
    name: 'get-profile',
    method: 'GET',
    path: '/v2/bot/profile/:userId',
    play(call) {
      const person = call.world.state.people.get(call.params.userId ?? '');
      if (!person || !isFriend(call, person)) throw notFound();
      const { statusMessage, language } = person;
      return ok({ ...nameOf(person), ...(statusMessage && { statusMessage }), ...(language && { language }) });
    },
  },
  {
    name: 'get-followers',
    method: 'GET',
    path: '/v2/bot/followers/ids',
    play(call) {
      const friends = [...call.world.state.people.values()].filter((person) => isFriend(call, person));
      return ok({ userIds: friends.map((person) => person.userId) });
    },
  },
  {
    name: 'get-group-summary',
    method: 'GET',
    path: `${group}/summary`,
    play(call) {
      const { id, name } = getGroup(call, 'group');
      return ok({ groupId: id, groupName: name });
    },
  },
  ...[group, room].flatMap((path): Operation[] => {
    const kind = path === group ? 'group' : 'room';
    return [
      {
        name: `get-${kind}-count`,
        method: 'GET',
        path: `${path}/members/count`,
        play: (call) => ok({ count: getGroup(call, kind).memberIds.length }),
      },
      {
        name: `get-${kind}-members`,
        method: 'GET',
        path: `${path}/members/ids`,
        play: (call) => ok({ memberIds: getGroup(call, kind).memberIds }),
      },
      {
        name: `get-${kind}-member`,
        method: 'GET',
        path: `${path}/member/:userId`,
        play(call) {
          const { userId = '' } = call.params;
          const person = getGroup(call, kind).memberIds.includes(userId) && call.world.state.people.get(userId);
          if (!person) throw notFound();
          return ok(nameOf(person));
        },
      },
      {
        name: `leave-${kind}`,
        method: 'POST',
        path: `${path}/leave`,
        play(call) {
          leaveGroup(call.world, getGroup(call, kind), call.channel);
          return ok();
        },
      },
    ];
  }),
];

function nameOf({ name, userId, pictureUrl }: Person) {
  return { displayName: name, userId, ...(pictureUrl && { pictureUrl }) };
}

// A person who wrote without adding the account is no friend yet: LINE answers 404 for their profile as well.
function isFriend({ world, channel }: Call, person: Person): boolean {
  return world.state.directChats.get(`${channel.key}/${person.userId}`)?.friendship === 'friend';
}

function getGroup({ world, channel, params }: Call, kind: Chat['kind']): Chat {
  const chat = world.state.groups.get(params.groupId ?? '');
  if (!chat || chat.kind !== kind || chat.channelKey !== channel.key) throw notFound();
  return chat;
}
