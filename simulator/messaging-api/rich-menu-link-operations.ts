import { bulkLinkRequest, bulkUnlinkRequest } from '../schemas/rich-menu.ts';
import type { RichMenu } from '../state.ts';
import { type Answer, LineFault, notFound, ok } from './answer.ts';
import { checkBody } from './check-body.ts';
import type { Call, Operation } from './operation.ts';
import { getRichMenu } from './rich-menu-operations.ts';

const everyone = '/v2/bot/user/all/richmenu';
const one = '/v2/bot/user/:userId/richmenu';

/** Who sees which rich menu: the default for all, and links to single people. */
export const richMenuLinkOperations: Operation[] = [
  { name: 'set-default-rich-menu', method: 'POST', path: `${everyone}/:richMenuId`, play: setDefault },
  {
    name: 'get-default-rich-menu',
    method: 'GET',
    path: everyone,
    play({ channel }) {
      const { id } = channel.defaultRichMenus.at(-1) ?? {};
      if (id === undefined) throw notFound('no default richmenu');
      return ok({ richMenuId: id });
    },
  },
  {
    name: 'clear-default-rich-menu',
    method: 'DELETE',
    path: everyone,
    play({ channel, world }) {
      channel.defaultRichMenus.push({ id: undefined, changedAt: world.clock.now() });
      return ok();
    },
  },
  {
    name: 'link-rich-menu',
    method: 'POST',
    path: `${one}/:richMenuId`,
    play(call) {
      link(call, getReady(call, getRichMenu(call)), [call.params.userId ?? '']);
      return ok();
    },
  },
  {
    name: 'get-user-rich-menu',
    method: 'GET',
    path: one,
    play({ channel, params }) {
      const richMenuId = channel.userRichMenus.get(params.userId ?? '');
      if (richMenuId === undefined) throw notFound('the user has no richmenu');
      return ok({ richMenuId });
    },
  },
  {
    name: 'unlink-rich-menu',
    method: 'DELETE',
    path: one,
    play(call) {
      unlink(call, [call.params.userId ?? '']);
      return ok();
    },
  },
  {
    name: 'bulk-link-rich-menu',
    method: 'POST',
    path: '/v2/bot/richmenu/bulk/link',
    play(call) {
      const { richMenuId, userIds } = checkBody(bulkLinkRequest, call.json(), 'must be specified');
      link(call, getReady(call, getRichMenu({ channel: call.channel, params: { richMenuId } })), userIds);
      return { status: 202, body: {} };
    },
  },
  {
    name: 'bulk-unlink-rich-menu',
    method: 'POST',
    path: '/v2/bot/richmenu/bulk/unlink',
    play(call) {
      unlink(call, checkBody(bulkUnlinkRequest, call.json(), 'must be specified').userIds);
      return { status: 202, body: {} };
    },
  },
];

function setDefault(call: Call): Answer {
  const menu = getReady(call, getRichMenu(call));
  call.channel.defaultRichMenus.push({ id: menu.richMenuId, changedAt: call.world.clock.now() });
  return ok();
}

/** LINE shows no menu without a picture, so it refuses to hand one out before the upload. */
function getReady(_call: Call, menu: RichMenu): RichMenu {
  if (!menu.image) throw new LineFault(400, 'must upload richmenu image before applying it to user');
  return menu;
}

// 200 with no effect for someone who is not a friend, like LINE: only the phone shows the difference.
function link(call: Call, menu: RichMenu, userIds: string[]): void {
  const { world, channel } = call;
  for (const userId of userIds) {
    const chat = world.state.directChats.get(`${channel.key}/${userId}`);
    if (chat?.friendship !== 'friend') {
      call.warn('linked to someone who is not a friend: no effect');
      continue;
    }
    channel.userRichMenus.set(userId, menu.richMenuId);
    chat.richMenuOpen = undefined;
    world.changes.publish({ about: 'phone', userId });
  }
}

function unlink({ world, channel }: Call, userIds: string[]): void {
  for (const userId of userIds) {
    channel.userRichMenus.delete(userId);
    world.changes.publish({ about: 'phone', userId });
  }
}
