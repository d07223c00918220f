import type { Action } from '../schemas/action.ts';
import { getChannel, type RichMenu } from '../state.ts';
import { isNamed, listMessageActions } from './find-actions.ts';
import { performAction, type TapResult } from './perform-action.ts';
import { spendQuickReply, visibleQuickReplies } from './quick-replies.ts';
import type { Place } from './send-from-person.ts';
import { visibleRichMenu } from './visible-rich-menu.ts';

/** The rich menu on this screen, if any. */
export function findRichMenu({ world, chat, person }: Place): RichMenu | undefined {
  if (chat.channelKey === undefined) return undefined;
  return visibleRichMenu(getChannel(world.state, chat.channelKey), chat, person, world.clock.now());
}

/** Everything one can tap by name. `picked` is the date or time chosen in a picker that a tap opens. */
export function createTaps(place: Place) {
  const { world, chat, person } = place;

  /** Newest card first: an old card stays tappable, but the name on the newest one is meant. */
  const listCards = () =>
    chat.entries.toReversed().flatMap((entry) => (entry.from === 'bot' ? listMessageActions(entry.message) : []));
  const listAreas = () => findRichMenu(place)?.areas.map((area) => area.action) ?? [];

  async function tapFirst(actions: Action[], name: string, picked?: string): Promise<TapResult> {
    const action = actions.find((one) => isNamed(one, name));
    if (!action) throw new Error(`simulator/nothing-to-tap: ${name}`);
    return performAction(place, action, { picked });
  }

  async function tapQuickReply(which: string | number, picked?: string): Promise<TapResult> {
    const shown = visibleQuickReplies(chat, person);
    const action = typeof which === 'number' ? shown[which] : shown.find((one) => isNamed(one, which));
    if (!action) throw new Error(`simulator/nothing-to-tap: quick reply ${which}`);
    if (action.type !== 'datetimepicker' || picked !== undefined) spendQuickReply(chat, action);
    world.changes.publish({ about: 'phone', userId: person.userId });
    return performAction(place, action, { picked });
  }

  return {
    /** Taps a quick reply by its label (also by displayText, text or data), or by its number from 0. */
    tapQuickReply,
    /** Taps a button of a Flex card, template or imagemap; the newest that has this name. */
    tapFlexButton: (name: string, picked?: string) => tapFirst(listCards(), name, picked),
    /** Taps one very action of one message: number `index` of those it has, top to bottom. */
    async tapMessageAction(messageId: string, index: number, picked?: string): Promise<TapResult> {
      const entry = chat.entries.find((one) => one.id === messageId);
      const action = entry?.from === 'bot' ? listMessageActions(entry.message)[index] : undefined;
      if (!action) throw new Error(`simulator/nothing-to-tap: action ${index} of message ${messageId}`);
      return performAction(place, action, { picked });
    },
    /** Taps the rich menu: by the area's number from 0, or by its action's name. */
    async tapRichMenu(which: number | string, picked?: string): Promise<TapResult> {
      if (typeof which === 'string') return tapFirst(listAreas(), which, picked);
      const action = listAreas()[which];
      if (!action) throw new Error(`simulator/nothing-to-tap: rich menu area ${which}`);
      return performAction(place, action, { picked });
    },
    /** Taps whatever has this name or carries this postback data: quick replies, then cards, then the rich menu. */
    tap(name: string, picked?: string): Promise<TapResult> {
      const isQuick = visibleQuickReplies(chat, person).some((one) => isNamed(one, name));
      return isQuick ? tapQuickReply(name, picked) : tapFirst([...listCards(), ...listAreas()], name, picked);
    },
  };
}
