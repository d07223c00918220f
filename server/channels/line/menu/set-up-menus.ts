import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReporterMenu } from '#events/inbound';
import { AppError } from '#platform/app-error';
import type { LineAnswer, LineClient } from '../line-client.ts';
import { MENUS, type MenuPlan, richMenuRequest } from './menus.ts';
import { MENU_ALIAS } from './show-menu.ts';

const PICTURES = join(import.meta.dirname, 'pictures');

export type MenuChange = { menu: ReporterMenu; change: 'unchanged' | 'missing' | 'made' | 'made-default' };

type Version = { menu: ReporterMenu; plan: MenuPlan; name: string; png: Uint8Array<ArrayBuffer> };

/**
 * Updates LINE's rich menus to this release and makes the full one the default. A second run changes nothing. With
 * `check` it only returns what would change.
 */
export async function setUpMenus(client: LineClient, { check }: { check: boolean }): Promise<MenuChange[]> {
  const changes: MenuChange[] = [];
  for (const menu of Object.keys(MENUS) as ReporterMenu[]) {
    const version = await readVersion(menu);
    const current = await findCurrent(client, version);
    if (check) changes.push({ menu, change: current ? 'unchanged' : 'missing' });
    else changes.push({ menu, change: await update(client, version, current) });
  }
  return changes;
}

/** The picture of a menu in LINE can't be replaced, so each version is a menu of its own, named by its hash. */
async function readVersion(menu: ReporterMenu): Promise<Version> {
  const plan = MENUS[menu];
  const png = new Uint8Array(await readFile(join(PICTURES, `${menu}.png`)));
  const hash = createHash('sha256')
    .update(JSON.stringify(richMenuRequest(plan, '')))
    .update(png)
    .digest('hex');
  return { menu, plan, png, name: `${MENU_ALIAS[menu]} ${hash.slice(0, 16)}` };
}

/** The menu of this version, if its alias points to it: the alias is set last, so the picture is there too. */
async function findCurrent(client: LineClient, version: Version): Promise<string | undefined> {
  const id = readId(await client.askRichMenuAlias(MENU_ALIAS[version.menu]));
  if (!id) return undefined;
  const { richmenus } = await client.listRichMenus();
  return richmenus.find(({ richMenuId, name }) => richMenuId === id && name === version.name)?.richMenuId;
}

async function update(
  client: LineClient,
  version: Version,
  current: string | undefined,
): Promise<MenuChange['change']> {
  const id = current ?? (await make(client, version));
  if (version.menu !== 'default') return current ? 'unchanged' : 'made';
  if (readId(await client.askDefaultRichMenu()) === id) return current ? 'unchanged' : 'made';
  await client.setDefaultRichMenu(id);
  await deleteOldDefaults(client, id);
  return current ? 'made-default' : 'made';
}

async function make(client: LineClient, { menu, plan, name, png }: Version): Promise<string> {
  const { richMenuId } = await client.createRichMenu(richMenuRequest(plan, name));
  await client.uploadRichMenuImage(richMenuId, png);
  const alias = MENU_ALIAS[menu];
  if (readId(await client.askRichMenuAlias(alias))) await client.updateRichMenuAlias(alias, richMenuId);
  else await client.createRichMenuAlias(alias, richMenuId);
  return richMenuId;
}

/**
 * Deletes old defaults only. Deleting an old `reporting` menu would put the full menu back on the phones of people who
 * are in the middle of a report; LINE allows 1,000 menus and there are few versions.
 */
async function deleteOldDefaults(client: LineClient, current: string): Promise<void> {
  const { richmenus } = await client.listRichMenus();
  for (const { richMenuId, name } of richmenus) {
    if (name.startsWith(`${MENU_ALIAS.default} `) && richMenuId !== current) await client.deleteRichMenu(richMenuId);
  }
}

/** @throws AppError `line/refused`, `line/unreachable`; "there is none" (404, and 400 for an alias) is no error */
function readId(answer: LineAnswer): string | undefined {
  if (answer.kind !== 'answer') throw new AppError('line/unreachable', { message: answer.reason });
  const { richMenuId } = (answer.body ?? {}) as { richMenuId?: string };
  if (answer.status === 200) return richMenuId;
  if (answer.status === 404 || answer.status === 400) return undefined;
  throw new AppError('line/refused', { message: `rich menu: ${answer.status}`, params: { status: answer.status } });
}
