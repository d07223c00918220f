import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { createGroup, groupOf } from '../chat/group.ts';
import type { Person } from '../state.ts';
import type { World } from '../world.ts';

const newGroup = z.strictObject({
  name: z.string().trim().min(1).max(60),
  userIds: z.array(z.string()).min(1).max(100),
});
const change = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('invite-account'), channel: z.string() }),
  z.strictObject({ do: z.literal('remove-account') }),
  z.strictObject({ do: z.enum(['add-member', 'remove-member']), userId: z.string() }),
]);

/** Group chats: make one, bring an account or people in, take them out. */
export function registerGroups(control: FastifyInstance, world: World): void {
  const { state } = world;

  function getPerson(userId: string): Person {
    const person = state.people.get(userId);
    if (!person) throw new Error('simulator/unknown-phone');
    return person;
  }

  control.get('/groups', () =>
    [...state.groups.values()].map(({ id, name, channelKey, memberIds }) => ({ id, name, channelKey, memberIds })),
  );

  control.post('/groups', (request) => {
    const { name, userIds } = newGroup.parse(request.body);
    return { id: createGroup(world, name, userIds.map(getPerson)).id };
  });

  control.post('/groups/:groupId/changes', async (request) => {
    const { groupId } = z.object({ groupId: z.string() }).parse(request.params);
    const chat = state.groups.get(groupId);
    if (!chat) throw new Error('simulator/unknown-group');
    const group = groupOf(world, chat);
    const body = change.parse(request.body);
    if (body.do === 'invite-account') await group.inviteAccount(body.channel);
    else if (body.do === 'remove-account') await group.removeAccount();
    else if (body.do === 'add-member') await group.addMember(getPerson(body.userId));
    else await group.removeMember(getPerson(body.userId));
    return {};
  });
}
