import { newRichMenuId } from '../ids.ts';
import { richMenuRequest } from '../schemas/rich-menu.ts';
import type { RichMenu } from '../state.ts';
import { type Answer, LineFault, notFound, ok } from './answer.ts';
import { checkBody } from './check-body.ts';
import { findImageSize } from './image-size.ts';
import type { Call, Operation } from './operation.ts';

const root = '/v2/bot/richmenu';
const most = 1000;
const largestImage = 1024 * 1024;

/** Making, reading and deleting rich menus; who sees which menu is in rich-menu-link-operations. */
export const richMenuOperations: Operation[] = [
  { name: 'create-rich-menu', method: 'POST', path: root, rate: 'hundred-an-hour', play: create },
  {
    name: 'validate-rich-menu',
    method: 'POST',
    path: `${root}/validate`,
    play(call) {
      checkBody(richMenuRequest, call.json(), 'must be specified');
      return ok();
    },
  },
  {
    name: 'list-rich-menus',
    method: 'GET',
    path: `${root}/list`,
    rate: 'ten-a-second',
    play: ({ channel }) => ok({ richmenus: [...channel.richMenus.values()].map(menuBody) }),
  },
  {
    name: 'get-rich-menu',
    method: 'GET',
    path: `${root}/:richMenuId`,
    play: (call) => ok(menuBody(getRichMenu(call))),
  },
  { name: 'delete-rich-menu', method: 'DELETE', path: `${root}/:richMenuId`, rate: 'hundred-an-hour', play: remove },
  { name: 'upload-rich-menu-image', method: 'POST', path: `${root}/:richMenuId/content`, play: uploadImage },
  {
    name: 'get-rich-menu-image',
    method: 'GET',
    path: `${root}/:richMenuId/content`,
    play(call) {
      const { image } = getRichMenu(call);
      if (!image) throw notFound();
      return { status: 200, body: image.bytes, headers: { 'content-type': image.contentType } };
    },
  },
];

/** The menu that a path or a body names; LINE's 404 otherwise. */
export function getRichMenu({ channel, params }: Pick<Call, 'channel' | 'params'>): RichMenu {
  const menu = channel.richMenus.get(params.richMenuId ?? '');
  if (!menu) throw notFound('richmenu not found');
  return menu;
}

function create(call: Call): Answer {
  const menu = checkBody(richMenuRequest, call.json(), 'must be specified');
  if (call.channel.richMenus.size >= most) throw new LineFault(400, 'The number of rich menus exceeds the limit');
  const richMenuId = newRichMenuId();
  call.channel.richMenus.set(richMenuId, { richMenuId, ...menu });
  return ok({ richMenuId });
}

function remove(call: Call): Answer {
  const { richMenuId } = getRichMenu(call);
  const { channel } = call;
  channel.richMenus.delete(richMenuId);
  if (channel.defaultRichMenus.at(-1)?.id === richMenuId)
    channel.defaultRichMenus.push({ id: undefined, changedAt: call.world.clock.now() });
  for (const [userId, linked] of channel.userRichMenus) if (linked === richMenuId) channel.userRichMenus.delete(userId);
  return ok();
}

/** The image comes once and can never be replaced; its pixels must be the menu's own size. */
function uploadImage(call: Call): Answer {
  const menu = getRichMenu(call);
  const { headers, raw } = call;
  const type = headers['content-type'] ?? '';
  if (type !== 'image/png' && type !== 'image/jpeg') throw new LineFault(415, 'Unsupported Media Type');
  if (menu.image) throw new LineFault(400, 'An image has already been uploaded to the richmenu');
  if (raw.length > largestImage) throw new LineFault(413, 'Request Entity Too Large');
  const found = findImageSize(raw);
  if (!found || found.contentType !== type) throw new LineFault(400, 'The image format is not supported');
  if (found.width !== menu.size.width || found.height !== menu.size.height)
    throw new LineFault(400, 'The image size is not allowed for richmenu');
  menu.image = { bytes: raw, contentType: type };
  return ok();
}

function menuBody({ image: _, ...menu }: RichMenu) {
  return menu;
}
