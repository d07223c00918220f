/** The two LINE accounts: one that the public writes to, one for officers. */
export type Account = 'reporter' | 'staff';

/** A chat of one account. A person has the same user id in both, so the account is part of the key. */
export type Chat = { account: Account; chatId: string };

export type AccountSecrets = { channelSecret: string; channelAccessToken: string };

export type LineConfig = AccountSecrets & {
  /** https://api.line.me, or a simulator. */
  apiBase: string;
  /** https://api-data.line.me: message content and menu images live on another host. */
  dataApiBase: string;
  staff?: AccountSecrets | undefined;
  /** Our page inside LINE; its Login channel stands before the dash. */
  liffId?: string | undefined;
  /** How long LINE has to answer; tests make it short. */
  answerWithinMs?: number;
};

/** One text for a chat, as the key of a map. */
export function chatKey({ account, chatId }: Chat): string {
  return `${account} ${chatId}`;
}

/** The chat of a person whose user id LINE hides (PC users without consent): only the event's reply token reaches them. */
export function anonymousChat(account: Account, webhookEventId: string): Chat {
  return { account, chatId: `anonymous:${webhookEventId}` };
}

/** True for a chat that can be replied to and never pushed to. */
export function isAnonymous({ chatId }: Chat): boolean {
  return chatId.startsWith('anonymous:');
}
