import type { LockScreenNotification, PersonContent } from './chat/content.ts';
import type { BotMessage } from './schemas/message.ts';
import type { RichMenuRequest } from './schemas/rich-menu.ts';

/** One LINE Official Account: what its owner set in LINE's consoles and what LINE remembers for it. */
export type Channel = {
  /** Our own key for it, for example "public" or "staff". */
  key: string;
  channelId: string;
  channelSecret: string;
  channelAccessToken: string;
  botUserId: string;
  basicId: string;
  displayName: string;
  webhook: { endpoint: string; active: boolean };
  /** "chat": messages stay unread until the bot marks them; "bot": read automatically. */
  chatMode: 'chat' | 'bot';
  /** "standby": a module channel is in control; events carry no reply token. */
  mode: 'active' | 'standby';
  canJoinGroups: boolean;
  /** LINE Official Account Manager's canned answers: on in a real new account, off here until switched on. */
  greeting: string | null;
  autoReply: string | null;
  quota: { limit: number | null; used: number };
  /** Short-lived tokens by /oauth2/v3/token, with the time each ends. */
  issuedTokens: Map<string, number>;
  replyTokens: Map<string, ReplyToken>;
  acceptedKeys: Map<string, AcceptedRequest>;
  readTokens: Map<string, { chat: Chat; entryId: string }>;
  richMenus: Map<string, RichMenu>;
  aliases: Map<string, string>;
  /** Each default the API set, the latest last: a phone may still show the one before. */
  defaultRichMenus: { id: string | undefined; changedAt: number }[];
  userRichMenus: Map<string, string>;
  /** A menu made in LINE Official Account Manager, shown only if the API made none. */
  managerRichMenu: RichMenu | undefined;
  narrowcasts: Map<string, number>;
};

export type ReplyToken = { chat: Chat; eventAt: number; deliveredAt: number; used: boolean };
export type AcceptedRequest = { requestId: string; at: number; body: string; sentMessages?: SentMessage[] };
export type SentMessage = { id: string; quoteToken?: string };
export type RichMenu = RichMenuRequest & { richMenuId: string; image?: { bytes: Buffer; contentType: string } };

/** A person with a phone. */
export type Person = {
  userId: string;
  name: string;
  language: string;
  statusMessage?: string;
  pictureUrl?: string;
  client: 'phone' | 'pc';
  lockScreen: LockScreenNotification[];
};

/** A conversation: one person with one account, a group, or a room. */
export type Chat = {
  id: string;
  kind: 'user' | 'group' | 'room';
  /** The account in it; a group may have none, and never more than one. */
  channelKey: string | undefined;
  name: string;
  memberIds: string[];
  /** Only for one person with one account. */
  friendship: 'none' | 'friend' | 'blocked';
  entries: Entry[];
  lastFromPersonAt: number | undefined;
  loadingUntil: number;
  /** The bot message whose quick replies were tapped away. */
  spentQuickReply: string | undefined;
  /** When this chat was last opened: a default rich menu set before then shows. */
  openedAt: number;
  richMenuOpen: boolean | undefined;
};

export type Entry = { id: string; at: number } & (
  | { from: 'person'; userId: string; content: PersonContent; unsent: boolean; read: boolean }
  | { from: 'bot'; message: BotMessage; silent: boolean; requestId: string }
  | {
      from: 'system';
      event: 'joined' | 'left' | 'member-joined' | 'member-left' | 'blocked' | 'unblocked';
      name: string;
    }
);

/** Bytes of something a person sent, kept for the content host. */
export type StoredContent = {
  channelKey: string;
  bytes: Buffer;
  contentType: string;
  readyAt: number;
  endsAt: number;
  unsent: boolean;
};

export type State = {
  provider: string;
  channels: Map<string, Channel>;
  people: Map<string, Person>;
  /** One person with one account, by "channel key/user id". */
  directChats: Map<string, Chat>;
  groups: Map<string, Chat>;
  contents: Map<string, StoredContent>;
};

export function createState(provider: string): State {
  return {
    provider,
    channels: new Map(),
    people: new Map(),
    directChats: new Map(),
    groups: new Map(),
    contents: new Map(),
  };
}

export function getChannel(state: State, key: string): Channel {
  const channel = state.channels.get(key);
  if (!channel) throw new Error(`simulator/unknown-channel: ${key}`);
  return channel;
}

/** The conversation of a person with an account; created when it is first needed. */
export function getDirectChat(state: State, channel: Channel, person: Person, now: number): Chat {
  const key = `${channel.key}/${person.userId}`;
  let chat = state.directChats.get(key);
  if (!chat) {
    chat = newChat('user', person.userId, channel.displayName, now, channel);
    chat.memberIds.push(person.userId);
    state.directChats.set(key, chat);
  }
  return chat;
}

export function newChat(kind: Chat['kind'], id: string, name: string, now: number, channel?: Channel): Chat {
  return {
    id,
    kind,
    name,
    channelKey: channel?.key,
    memberIds: [],
    friendship: 'none',
    entries: [],
    lastFromPersonAt: undefined,
    loadingUntil: 0,
    spentQuickReply: undefined,
    openedAt: now,
    richMenuOpen: undefined,
  };
}
