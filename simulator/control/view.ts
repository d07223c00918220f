import type { LockScreenNotification, PersonContent } from '../chat/content.ts';
import type { Action } from '../schemas/action.ts';
import type { BotMessage } from '../schemas/message.ts';
import type { RichMenuRequest } from '../schemas/rich-menu.ts';

// The data between the simulator and its page: types only, so that the page contains nothing of Node.

/** One line of a chat as the phone shows it. */
export type ShownMessage = {
  id: string;
  at: number;
  from: 'me' | 'other' | 'bot' | 'system';
  /** For "other": whose message it is. */
  userId?: string;
  type: string;
  /** Everything a person can read in it, Flex cards included. */
  text: string;
  message?: BotMessage;
  content?: PersonContent;
  /** True when the phone made no sound and showed nothing on its lock screen. */
  silent: boolean;
  unsent: boolean;
  read: boolean;
  requestId?: string;
};

/** Everything the page draws for one phone. */
export type PhoneView = {
  userId: string;
  name: string;
  client: 'phone' | 'pc';
  lockScreen: LockScreenNotification[];
  chats: ChatView[];
};

export type ChatView = {
  /** The account's key, or the group's id. */
  key: string;
  kind: 'user' | 'group' | 'room';
  name: string;
  /** The account in it; undefined for a group without one. */
  account: string | undefined;
  friendship: 'none' | 'friend' | 'blocked';
  memberNames: string[];
  messages: (ShownMessage & { senderName?: string })[];
  quickReplies: Action[];
  loading: boolean;
  richMenu: RichMenuView | undefined;
};

export type RichMenuView = Pick<RichMenuRequest, 'size' | 'areas' | 'chatBarText'> & {
  richMenuId: string;
  hasImage: boolean;
  open: boolean;
};

export type { PhoneAction } from './phone-action.ts';

/** What the phone does after an action: opens something, or has a value (number, link, copied text, text to edit). */
export type PhoneActionResult = {
  opens?: 'location-picker' | 'camera' | 'camera-roll' | 'call' | 'link' | 'keyboard' | 'voice' | 'date-picker';
  value?: string;
  messageId?: string;
};
