import type { Offer } from '../conversation.ts';
import type { Spoken } from '../prompts.ts';
import type { Words } from '../say.ts';
import { speechTo } from '../speech-to.ts';
import { changeConversation, type Talk } from '../talk.ts';

type Manner = {
  words: Words;
  /** An answer to what they just did needs no sound; news while the phone lies there does, unless silence was asked. */
  quiet: boolean;
  about?: string;
  /** News of an older report: its numbers must not take the place of those the reporter was just asked to choose from. */
  isAside?: boolean;
};

/** Has something said at the end of the talk, and remembers what may be tapped so that it may be typed instead. */
export function speakToReporter(talk: Talk, spoken: Spoken, { words, quiet, about, isAside = false }: Manner): void {
  // A caller has no chat; what they are told, they are told by calling back.
  const { channel, address } = talk.reporter;
  if (channel !== 'line') return;
  const numbered = isAside ? [] : spoken.numbered.map(({ label, data }, at) => ({ label, data, number: at + 1 }));
  const named = spoken.choices.flatMap((choice) => {
    const isNumbered = numbered.some(({ label }) => label === choice.label);
    return choice.kind === 'answer' && !isNumbered ? [{ label: choice.label, data: choice.data, number: null }] : [];
  });
  const offered = offer([...numbered, ...named], talk.conversation.offered);
  changeConversation(talk, { ...talk.conversation, offered });
  talk.speeches.push(speechTo({ channel, address }, spoken, { words, quiet, about: about ?? null }));
}

/** What can be tapped from now on. Numbers asked for earlier stay good until other numbers take their place. */
function offer(offered: Offer[], before: Offer[]): Offer[] {
  const isNumbered = offered.some(({ number }) => number !== null);
  return isNumbered ? offered : [...offered, ...before.filter(({ number }) => number !== null)];
}
