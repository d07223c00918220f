import type { ReporterMenu } from '#events/inbound';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { OperatorAlarms } from '#platform/operator-alarms/operator-alarms';
import type { Chat } from '../account.ts';
import type { LineAnswer, LineClient } from '../line-client.ts';
import { deleteWishes, findDueWish, postponeWish } from './store-menus.ts';

/** The alias under which `ess line setup` keeps the current version of each menu. */
export const MENU_ALIAS: Record<ReporterMenu, string> = { default: 'ess-default', reporting: 'ess-reporting' };

/** After a day the report has long moved on. */
const WANTED_FOR_MS = 24 * 3600_000;

type Deps = { db: Database; clock: Clock; alarms: OperatorAlarms };

/**
 * Carries out the chat's newest menu wish. Linking twice is the same as once, so it is simply repeated after silence.
 * The default is shown by taking the personal menu away.
 */
export async function showWishedMenu(deps: Deps, client: LineClient, chat: Chat): Promise<void> {
  const now = deps.clock.now();
  const wish = await findDueWish(deps.db, chat, now);
  if (!wish) return;
  const answer =
    wish.menu === 'default' ? await client.unlinkRichMenu(chat.chatId) : await link(client, chat.chatId, wish.menu);
  const status = answer.kind === 'answer' ? answer.status : 0;
  const isDone = status >= 200 && status < 300;
  const comesBack = status === 0 || status === 429 || status >= 500;
  if (!isDone && comesBack && now.getTime() - wish.createdAt.getTime() < WANTED_FOR_MS) {
    return postponeWish(deps.db, wish.id, new Date(now.getTime() + Math.min(1000 * 2 ** wish.tries, 60_000)));
  }
  if (!isDone) await deps.alarms.raise('line/menu-not-shown', `${chat.account} ${status}`, { menu: wish.menu, status });
  await deleteWishes(deps.db, chat, wish.id);
}

/** Asks for the menu behind the alias each time: a new version of the menu takes effect without a restart. */
async function link(client: LineClient, userId: string, menu: ReporterMenu): Promise<LineAnswer> {
  const alias = await client.askRichMenuAlias(MENU_ALIAS[menu]);
  if (alias.kind !== 'answer' || alias.status !== 200) return alias;
  const { richMenuId } = alias.body as { richMenuId: string };
  return client.linkRichMenu(userId, richMenuId);
}
