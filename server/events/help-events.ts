import type { PublicStatus } from '#contract/help';

/** Events about requests for help; ids and codes only. */
export type HelpEvents = {
  /** Anything about it has changed: consoles read it again, each with its own rights. */
  'help-request-changed': { requestId: string };
  /**
   * News for the person who asked, where they did it in LINE: what their request shows from now on, fields to correct, or
   * the question whether the help arrived. Without a reporter nobody can be told by a message.
   */
  'help-news': {
    requestId: string;
    code: string;
    reporterId: string;
    news: PublicStatus | 'asked-if-received';
    /** Fields to correct, each with what was asked. */
    corrections: readonly { field: string; reason: string }[];
  };
};
