import type { ReporterMenu } from './inbound.ts';
import type { MessageSubject, OutgoingMessage } from './outgoing-message.ts';

/** Messages to reporters and what became of them; the reporter's channel delivers them. */
export type ChannelEvents = {
  'reporter-message-prepared': OutgoingMessage;
  /** Which menu the reporter should see from now on. */
  'reporter-menu-requested': { channel: 'line'; address: string; menu: ReporterMenu };
  /** The platform accepts nothing for minutes (monthly limit reached, account refused); the message stays pending. */
  'message-delayed': { about: MessageSubject; cause: string };
  /** The platform accepted the message (`sent`, which does not mean read) or refused it for good (`failed`). */
  'message-delivered': { about: MessageSubject; outcome: 'sent' | 'failed' };
};
