import type { ReporterMenu } from '#events/inbound';
import type { AppClock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { SystemAlerts } from '#platform/system-alerts/system-alerts';
import type { Chat } from '../account.ts';
import { backoff } from '../backoff.ts';
import type { LineAnswer, LineClient } from '../line-client.ts';
import { type EndedMenuRequest, type MenuRequest, postponeMenuRequest } from './store-menus.ts';

/** The alias that `ess line setup` points to the current version of each menu. */
export const MENU_ALIAS: Record<ReporterMenu, string> = {
  default: 'ess-default',
  reporting: 'ess-reporting',
  waiting: 'ess-waiting',
};

/** After a day the request is outdated. */
const VALID_FOR_MS = 24 * 3600_000;

/** `endMenuRequest`: ends this one together with those of other chats that end meanwhile. */
export type MenuDeps = {
  db: Database;
  clock: AppClock;
  systemAlerts: SystemAlerts;
  endMenuRequest(request: EndedMenuRequest): Promise<void>;
};

/**
 * Shows the menu of the chat's newest request and releases the lease on the chat. Linking twice is the same as once, so
 * it is repeated if LINE does not answer. The default is shown by unlinking the personal menu.
 */
export async function showRequestedMenu(
  deps: MenuDeps,
  client: LineClient,
  chat: Chat,
  request: MenuRequest,
  lease: Date,
): Promise<void> {
  const now = deps.clock.now();
  const answer =
    request.menu === 'default'
      ? await client.unlinkRichMenu(chat.chatId)
      : await linkOrNeutral(deps, client, chat.chatId, request.menu);
  const status = answer.kind === 'answer' ? answer.status : 0;
  const isDone = status >= 200 && status < 300;
  const canRetry = status === 0 || status === 429 || status >= 500;
  if (!isDone && canRetry && now.getTime() - request.createdAt.getTime() < VALID_FOR_MS) {
    const next = new Date(now.getTime() + backoff(request.tries));
    return postponeMenuRequest(deps.db, chat, request.id, next, lease);
  }
  if (!isDone)
    await deps.systemAlerts.raise('line/menu-not-shown', `${chat.account} ${status}`, { menu: request.menu, status });
  await deps.endMenuRequest({ ...chat, upTo: request.id, lease });
}

/** If the menus were set up by an older release there is only the neutral one, which is safe for everybody. */
async function linkOrNeutral(
  deps: MenuDeps,
  client: LineClient,
  userId: string,
  menu: ReporterMenu,
): Promise<LineAnswer> {
  const answer = await link(deps, client, userId, menu);
  const isUnknown = answer.kind === 'answer' && (answer.status === 400 || answer.status === 404);
  return isUnknown && menu === 'waiting' ? link(deps, client, userId, 'reporting') : answer;
}

/** A new version of a menu takes effect without a restart within this time. */
const ALIAS_KNOWN_FOR_MS = 60_000;

const aliases = new WeakMap<LineClient, Map<ReporterMenu, { richMenuId: string; until: number }>>();

/** Links the menu of the alias. If that fails, the cached id is dropped: the menu may have been replaced. */
async function link({ clock }: MenuDeps, client: LineClient, userId: string, menu: ReporterMenu): Promise<LineAnswer> {
  const known = aliases.get(client) ?? new Map<ReporterMenu, { richMenuId: string; until: number }>();
  aliases.set(client, known);
  const found = known.get(menu);
  if (found && found.until > clock.elapsed()) {
    const answer = await client.linkRichMenu(userId, found.richMenuId);
    if (answer.kind === 'answer' && answer.status < 300) return answer;
    known.delete(menu);
  }
  const alias = await client.askRichMenuAlias(MENU_ALIAS[menu]);
  if (alias.kind !== 'answer' || alias.status !== 200) return alias;
  const { richMenuId } = alias.body as { richMenuId: string };
  known.set(menu, { richMenuId, until: clock.elapsed() + ALIAS_KNOWN_FOR_MS });
  return client.linkRichMenu(userId, richMenuId);
}
