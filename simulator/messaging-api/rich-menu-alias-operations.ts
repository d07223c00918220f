import { createAliasRequest, updateAliasRequest } from '../schemas/rich-menu.ts';
import type { Channel } from '../state.ts';
import { type Answer, LineFault, notFound, ok } from './answer.ts';
import { checkBody } from './check-body.ts';
import type { Call, Operation } from './operation.ts';

const root = '/v2/bot/richmenu/alias';
const most = 1000;

/** Names for rich menus, so that a tap can switch between them. */
export const richMenuAliasOperations: Operation[] = [
  { name: 'create-alias', method: 'POST', path: root, play: create },
  {
    name: 'list-aliases',
    method: 'GET',
    path: `${root}/list`,
    play: ({ channel }) => ok({ aliases: [...channel.aliases.keys()].map((id) => aliasBody(channel, id)) }),
  },
  {
    name: 'get-alias',
    method: 'GET',
    path: `${root}/:aliasId`,
    play: (call) => ok(aliasBody(call.channel, getAlias(call))),
  },
  {
    name: 'update-alias',
    method: 'POST',
    path: `${root}/:aliasId`,
    play(call) {
      const { richMenuId } = checkBody(updateAliasRequest, call.json(), 'must be specified');
      refuseUnready(call.channel, richMenuId);
      call.channel.aliases.set(getAlias(call), richMenuId);
      return ok();
    },
  },
  {
    name: 'delete-alias',
    method: 'DELETE',
    path: `${root}/:aliasId`,
    rate: 'hundred-an-hour',
    play(call) {
      call.channel.aliases.delete(getAlias(call));
      return ok();
    },
  },
];

function create(call: Call): Answer {
  const { richMenuAliasId, richMenuId } = checkBody(createAliasRequest, call.json(), 'must be specified');
  const { aliases } = call.channel;
  if (aliases.has(richMenuAliasId)) throw new LineFault(400, 'conflict richmenu alias id');
  refuseUnready(call.channel, richMenuId);
  if (aliases.size >= most) throw new LineFault(400, 'The number of rich menu aliases exceeds the limit');
  aliases.set(richMenuAliasId, richMenuId);
  return ok();
}

function refuseUnready(channel: Channel, richMenuId: string): void {
  const menu = channel.richMenus.get(richMenuId);
  if (!menu) throw new LineFault(400, 'richmenu not found');
  if (!menu.image) throw new LineFault(400, 'must upload richmenu image before applying it to user');
}

function getAlias({ channel, params }: Call): string {
  const id = params.aliasId ?? '';
  if (!channel.aliases.has(id)) throw notFound('richmenu alias not found');
  return id;
}

function aliasBody(channel: Channel, richMenuAliasId: string) {
  return { richMenuAliasId, richMenuId: channel.aliases.get(richMenuAliasId) };
}
