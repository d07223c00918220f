/** The two LINE accounts: one that the public writes to, one for officers. */
export type Account = 'reporter' | 'staff';

/** A chat of one account. The same person has the same user id in both, so the account is part of the name. */
export type Chat = { account: Account; chatId: string };

export type AccountSecrets = { channelSecret: string; channelAccessToken: string };

export type LineConfig = AccountSecrets & {
  /** https://api.line.me, or a simulator. */
  apiBase: string;
  /** https://api-data.line.me: message content and menu images live on another host. */
  dataApiBase: string;
  staff?: AccountSecrets | undefined;
  /** How long LINE has to answer; tests make it short. */
  answerWithinMs?: number;
};

/** Where LINE hides the user id (PC users who never agreed): only the event's own token leads back to the person. */
export function anonymousChat(account: Account, webhookEventId: string): Chat {
  return { account, chatId: `anonymous:${webhookEventId}` };
}

/** True for a chat that can be replied to and never pushed to. */
export function isAnonymous({ chatId }: Chat): boolean {
  return chatId.startsWith('anonymous:');
}
