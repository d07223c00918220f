import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { createPhone } from '../chat/phone.ts';
import type { Login } from '../login/login.ts';
import { getOrAddPerson } from '../people.ts';
import type { Chat, Person } from '../state.ts';
import { getChannel, getDirectChat } from '../state.ts';
import type { World } from '../world.ts';
import { performPhoneAction } from './perform-phone-action.ts';
import { phoneActionSchema } from './phone-action.ts';
import { listChats, viewPhone } from './phone-view.ts';

const newPhone = z.strictObject({ name: z.string().trim().min(1).max(40), friend: z.boolean().default(true) });
const phoneActionBody = z.strictObject({ chat: z.string().min(1), action: phoneActionSchema });
const phonePath = z.object({ userId: z.string() });

/** Phones: list, make, view, and perform actions. */
export function registerPhones(control: FastifyInstance, world: World, login: Login): void {
  const { state, clock } = world;

  function getPerson(params: unknown): Person {
    const person = state.people.get(phonePath.parse(params).userId);
    if (!person) throw new Error('simulator/unknown-phone');
    return person;
  }

  function getChat(person: Person, key: string): Chat {
    const group = listChats(world, person).find((chat) => chat.kind !== 'user' && chat.id === key);
    return group ?? getDirectChat(state, getChannel(state, key), person, clock.now());
  }

  control.get('/phones', () =>
    [...state.people.values()].map(({ userId, name, client }) => ({ userId, name, client })),
  );

  /** A new phone is a friend of every account, as if its owner had added them long ago, unless `friend` is false. */
  control.post('/phones', (request) => {
    const { name, friend } = newPhone.parse(request.body);
    const isNew = ![...state.people.values()].some((person) => person.name === name);
    const person = getOrAddPerson(world, name);
    for (const chat of listChats(world, person))
      if (isNew && friend && chat.kind === 'user') chat.friendship = 'friend';
    return viewPhone(world, person);
  });

  control.get('/phones/:userId', (request) => viewPhone(world, getPerson(request.params)));

  control.post('/phones/:userId/actions', async (request) => {
    const person = getPerson(request.params);
    const { chat, action } = phoneActionBody.parse(request.body);
    return performPhoneAction(createPhone(world, person, getChat(person, chat)), action);
  });

  /** The photo a person sent, for the page's own bubble. */
  control.get('/contents/:messageId', (request, reply) => {
    const { messageId } = z.object({ messageId: z.string() }).parse(request.params);
    const content = state.contents.get(messageId);
    if (!content || content.unsent) return reply.status(404).send({ message: 'simulator/unknown-content' });
    return reply.type(content.contentType).send(content.bytes);
  });

  control.get('/rich-menus/:richMenuId/image', (request, reply) => {
    const { richMenuId } = z.object({ richMenuId: z.string() }).parse(request.params);
    for (const channel of state.channels.values()) {
      const menu = channel.richMenus.get(richMenuId) ?? channel.managerRichMenu;
      if (menu?.richMenuId === richMenuId && menu.image)
        return reply.type(menu.image.contentType).send(menu.image.bytes);
    }
    return reply.status(404).send({ message: 'simulator/no-image' });
  });

  /** The ID token that a LIFF page on this phone would have. */
  control.post('/phones/:userId/id-token', (request) => {
    const tokenRequest = z
      .strictObject({ nonce: z.string().optional(), algorithm: z.enum(['ES256', 'HS256']).optional() })
      .parse(request.body ?? {});
    return { id_token: login.issueIdToken(getPerson(request.params), tokenRequest) };
  });
}
