import type { Action } from '../schemas/action.ts';
import type { Channel } from '../state.ts';
import { spendAfterData } from './quick-replies.ts';
import {
  channelOf,
  emit,
  type Place,
  refuseBlocked,
  type Sent,
  sendFromPerson,
  showOwnMessage,
} from './send-from-person.ts';

/** What the phone does after a tap, besides what it sent. */
export type TapResult = Sent & {
  opens?: 'location-picker' | 'camera' | 'camera-roll' | 'call' | 'link' | 'keyboard' | 'voice' | 'date-picker';
  /** The number to call, the link, the text on the clipboard or the text put into the entry field. */
  value?: string;
};

type Datetime = { picked?: string };

/** Does what LINE does when a person taps this action. */
export async function performAction(place: Place, action: Action, { picked }: Datetime = {}): Promise<TapResult> {
  refuseBlocked(place.chat);
  const channel = channelOf(place.world, place.chat);
  if (!channel) throw new Error('simulator/no-account: nobody answers taps in this chat');
  switch (action.type) {
    case 'postback':
      return postback(place, channel, action);
    case 'message':
      return sendFromPerson(place, { type: 'text', text: action.text }, { text: action.text });
    case 'uri':
      return openUri(place, action.uri);
    case 'clipboard':
      return { value: action.clipboardText };
    case 'location':
      return { opens: 'location-picker' };
    case 'camera':
      return { opens: 'camera' };
    case 'cameraRoll':
      return { opens: 'camera-roll' };
    case 'datetimepicker': {
      if (picked === undefined) return { opens: 'date-picker' };
      spendAfterData(place.chat);
      return emit(place, channel, 'postback', { postback: { data: action.data, params: { [action.mode]: picked } } });
    }
    case 'richmenuswitch':
      return switchRichMenu(place, channel, action);
  }
}

async function postback(place: Place, channel: Channel, action: Extract<Action, { type: 'postback' }>) {
  if (action.displayText !== undefined) showOwnMessage(place, { type: 'text', text: action.displayText });
  if (action.inputOption === 'openRichMenu') place.chat.richMenuOpen = true;
  if (action.inputOption === 'closeRichMenu') place.chat.richMenuOpen = false;
  const result: TapResult = await emit(place, channel, 'postback', { postback: { data: action.data } });
  if (action.text !== undefined)
    await sendFromPerson(place, { type: 'text', text: action.text }, { text: action.text });
  if (action.inputOption === 'openKeyboard') return { ...result, opens: 'keyboard' as const, value: action.fillInText };
  return action.inputOption === 'openVoice' ? { ...result, opens: 'voice' as const } : result;
}

const lineSchemes: Record<string, TapResult['opens']> = {
  '/R/nv/location': 'location-picker',
  '/R/nv/camera': 'camera',
  '/R/nv/cameraRoll/single': 'camera-roll',
  '/R/nv/cameraRoll/multi': 'camera-roll',
};

// LINE's own links open the picker only in a 1:1 chat on a phone; elsewhere they are links that lead nowhere.
function openUri({ chat, person }: Place, uri: string): TapResult {
  if (/^tel:/i.test(uri)) return { opens: 'call', value: uri.slice('tel:'.length) };
  const url = new URL(uri);
  const opens = url.hostname === 'line.me' ? lineSchemes[url.pathname.replace(/\/$/, '')] : undefined;
  if (opens && chat.kind === 'user' && person.client === 'phone') return { opens };
  return { opens: 'link', value: uri };
}

async function switchRichMenu(place: Place, channel: Channel, action: Extract<Action, { type: 'richmenuswitch' }>) {
  const target = channel.aliases.get(action.richMenuAliasId);
  const menu = target === undefined ? undefined : channel.richMenus.get(target);
  let status = 'SUCCESS';
  if (target === undefined) status = 'RICHMENU_ALIAS_ID_NOTFOUND';
  else if (!menu) status = 'RICHMENU_NOTFOUND';
  else if (!menu.image) status = 'FAILED';
  else channel.userRichMenus.set(place.person.userId, menu.richMenuId);
  place.world.changes.publish({ about: 'phone', userId: place.person.userId });
  const params = { newRichMenuAliasId: action.richMenuAliasId, status };
  return emit(place, channel, 'postback', { postback: { data: action.data, params } });
}
