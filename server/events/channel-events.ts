import type { ReporterMenu } from './inbound.ts';
import type { OutgoingMessage } from './outgoing-message.ts';

/** What intake wants said, and what became of it; the channel of the reporter does the saying. */
export type ChannelEvents = {
  'reporter-message-prepared': OutgoingMessage;
  /** Which standing menu the reporter should see from now on. */
  'reporter-menu-requested': { channel: 'line'; address: string; menu: ReporterMenu };
  /** The channel's platform took the message (`accepted`) or refused it for good (`failed`). Taken is not read. */
  /** The platform takes nothing now and will not for minutes (month used up, account refused); it is still owed. */
  'message-delayed': { about: string; cause: string };
  'message-delivered': { about: string; outcome: 'sent' | 'failed' };
};
