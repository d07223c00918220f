import { createHash } from 'node:crypto';
import type { Channel } from './state.ts';

export type { Channel } from './state.ts';

/** The options of an account; every one has a default that suits an exercise. */
export type NewChannel = { key: string } & Partial<
  Pick<
    Channel,
    | 'channelId'
    | 'channelSecret'
    | 'channelAccessToken'
    | 'displayName'
    | 'basicId'
    | 'chatMode'
    | 'mode'
    | 'canJoinGroups'
    | 'greeting'
    | 'autoReply'
  >
> & { webhookUrl?: string };

/** An account as its owner would have set it up for this service: canned answers off, no monthly limit. */
export function createChannel(given: NewChannel, index: number): Channel {
  const { key, webhookUrl = '', ...rest } = given;
  const hash = createHash('sha256').update(`bot/${key}`).digest('hex').slice(0, 32);
  return {
    key,
    channelId: String(1_650_000_001 + index),
    channelSecret: `${hash}`,
    channelAccessToken: `simulator-token-${key}`,
    botUserId: `U${hash}`,
    basicId: `@${key}`,
    displayName: 'ESS Help Me',
    webhook: { endpoint: webhookUrl, active: true },
    chatMode: 'chat',
    mode: 'active',
    canJoinGroups: key !== 'public',
    greeting: null,
    autoReply: null,
    quota: { limit: null, used: 0 },
    issuedTokens: new Map(),
    replyTokens: new Map(),
    acceptedKeys: new Map(),
    readTokens: new Map(),
    richMenus: new Map(),
    aliases: new Map(),
    defaultRichMenus: [],
    userRichMenus: new Map(),
    managerRichMenu: undefined,
    narrowcasts: new Map(),
    ...rest,
  };
}
