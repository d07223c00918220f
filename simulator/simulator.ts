import Fastify from 'fastify';
import { createChanges } from './changes.ts';
import { type Channel, createChannel, type NewChannel } from './channel.ts';
import { createGroup } from './chat/group.ts';
import { createPhone, type Phone } from './chat/phone.ts';
import { type Clock, realClock } from './clock.ts';
import { registerControl } from './control/register-control.ts';
import { createFaultSwitches } from './faults.ts';
import { createLogin } from './login/login.ts';
import { registerLogin } from './login/register-login.ts';
import { accountOperations } from './messaging-api/account-operations.ts';
import { chatOperations } from './messaging-api/chat-operations.ts';
import { contentOperations } from './messaging-api/content-operations.ts';
import { peopleOperations } from './messaging-api/people-operations.ts';
import { registerOperations } from './messaging-api/register-operations.ts';
import { createRequestLog } from './messaging-api/request-log.ts';
import { richMenuAliasOperations } from './messaging-api/rich-menu-alias-operations.ts';
import { richMenuLinkOperations } from './messaging-api/rich-menu-link-operations.ts';
import { richMenuOperations } from './messaging-api/rich-menu-operations.ts';
import { sendOperations } from './messaging-api/send-operations.ts';
import { findPerson, getOrAddPerson } from './people.ts';
import { createState, getChannel, getDirectChat } from './state.ts';
import { createWebhookSender } from './webhook/webhook-sender.ts';
import type { World } from './world.ts';

export type SimulatorOptions = {
  host?: string;
  /** 0 takes any free port. */
  port?: number;
  /** The accounts; the first is the one phones open at. */
  channels?: NewChannel[];
  provider?: string;
  loginChannel?: { id: string; secret: string };
  clock?: Clock;
  webhookTimeoutMilliseconds?: number;
  /** Milliseconds before each redelivery, when the redelivery switch is on. */
  redeliverySchedule?: number[];
  /** How many requests and webhooks are remembered. */
  keep?: number;
  contentLifetime?: number;
  preparationTime?: number;
  /** Folder of the built page; without it the simulator has no page. */
  pageFolder?: string;
};

export type Simulator = ReturnType<typeof createSimulator>;

/** LINE's platform in one process: call `start`, then use phones and check what the bot sent. */
export function createSimulator(options: SimulatorOptions = {}) {
  const { host = '127.0.0.1', port = 0, keep = 20_000, clock = realClock } = options;
  const changes = createChanges();
  const faults = createFaultSwitches(changes);
  const state = createState(options.provider ?? 'ess-help-me');
  const newChannels = options.channels ?? [{ key: 'public' }];
  for (const [at, channel] of newChannels.entries()) state.channels.set(channel.key, createChannel(channel, at));
  const world: World = {
    state,
    clock,
    changes,
    faults,
    requests: createRequestLog(changes, keep),
    webhooks: createWebhookSender({
      clock,
      changes,
      faults,
      keep,
      timeoutMilliseconds: options.webhookTimeoutMilliseconds ?? 2000,
      redeliverySchedule: options.redeliverySchedule ?? [1000, 5000, 30_000, 120_000, 600_000],
    }),
    contentLifetime: options.contentLifetime ?? 7 * 24 * 3_600_000,
    preparationTime: options.preparationTime ?? 1500,
  };
  const login = createLogin(
    world,
    options.loginChannel ?? { id: '2000000001', secret: 'login-secret-of-the-simulator' },
  );
  const app = Fastify({ forceCloseConnections: true, routerOptions: { maxParamLength: 200 } });
  app.server.on('error', (error) => console.error(error.message));
  registerOperations(app, world, [
    ...sendOperations,
    ...contentOperations,
    ...accountOperations,
    ...chatOperations,
    ...peopleOperations,
    ...richMenuAliasOperations,
    ...richMenuOperations,
    ...richMenuLinkOperations,
  ]);
  registerLogin(app, world, login);
  registerControl(app, world, login, options.pageFolder);

  const firstKey = newChannels[0]?.key ?? 'public';
  let url = '';

  function phone(name: string, { channel = firstKey, friend = true } = {}): Phone {
    const isNew = findPerson(state, name) === undefined;
    const person = getOrAddPerson(world, name);
    const chat = getDirectChat(state, getChannel(state, channel), person, clock.now());
    if (isNew && friend) chat.friendship = 'friend';
    return createPhone(world, person, chat);
  }

  return {
    world,
    faults,
    login,
    webhooks: world.webhooks,
    /** Every request the bot made, oldest first, with its verdict. */
    outbound: world.requests.entries,
    get url() {
      return url;
    },
    /** Listens; resolves with the address that plays api.line.me and api-data.line.me. */
    async start(): Promise<string> {
      url = await app.listen({ host, port });
      return url;
    },
    async stop(): Promise<void> {
      await app.close();
      world.webhooks.close();
    },
    channel: (key = firstKey): Channel => getChannel(state, key),
    /**
     * The phone of the person with this name, made when it is new. A new one is a friend of the account without a follow
     * event, unless `friend` is false.
     */
    phone,
    group: (name: string, members: Phone[], kind: 'group' | 'room' = 'group') =>
      createGroup(
        world,
        name,
        members.map((member) => member.person),
        kind,
      ),
  };
}
