import type { ReporterMenu } from './inbound.ts';
import type { Speech } from './speech.ts';

/** What intake wants said, and what became of it; the channel of the reporter does the saying. */
export type ChannelEvents = {
  'reporter-spoken-to': Speech;
  /** Which standing menu the reporter should see from now on. */
  'reporter-menu-wanted': { channel: 'line'; address: string; menu: ReporterMenu };
  /** The channel's platform took the message (`accepted`) or refused it for good (`failed`). Taken is not read. */
  /** The platform takes nothing now and will not for minutes (month used up, account refused); it is still owed. */
  'speech-held-up': { about: string; cause: string };
  'speech-delivered': { about: string; outcome: 'accepted' | 'failed' };
};
