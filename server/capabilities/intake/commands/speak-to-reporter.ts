import type { IntakeContext } from '../context.ts';
import type { Conversation, Offer, Saying } from '../conversation.ts';
import { type Spoken, speak } from '../prompts.ts';
import { type Words, wordsFor } from '../say.ts';
import { speechTo } from '../speech-to.ts';
import { changeConversation, type Talk } from '../talk.ts';

type Manner = {
  words: Words;
  /** An answer to what they just did needs no sound; news while the phone lies there does, unless silence was asked. */
  quiet: boolean;
  about?: string;
  /** An officer's own words carry their station's name. */
  sender?: string;
  /** News of an older report: its numbers must not take the place of those the reporter was just asked to choose from. */
  isAside?: boolean;
};

/** Has something said at the end of the talk, and remembers what may be tapped so that it may be typed instead. */
export function speakToReporter(
  talk: Talk,
  spoken: Spoken,
  { words, quiet, about, sender, isAside = false }: Manner,
): void {
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
  talk.speeches.push(
    speechTo({ channel, address }, spoken, { words, quiet, about: about ?? null, ...(sender && { sender }) }),
  );
}

/** Says several things in one breath; what the last one offers is what can be tapped. */
export function sayAll(
  { clock }: IntakeContext,
  talk: Talk,
  conversation: Conversation,
  sayings: Saying[],
  { quiet }: Pick<Manner, 'quiet'>,
): void {
  const { reporter } = talk;
  const words = wordsFor(reporter.language, conversation.hushed || conversation.report?.silent === true);
  const setting = { words, conversation, knownPhone: reporter.phone, now: clock.now() };
  const spoken = sayings.map((saying) => speak(saying, setting));
  const last = spoken.at(-1);
  if (!last) return;
  const all: Spoken = { ...last, parts: spoken.flatMap(({ parts }) => parts) };
  speakToReporter(talk, all, { words, quiet });
}

/** What can be tapped from now on. Numbers asked for earlier stay good until other numbers take their place. */
function offer(offered: Offer[], before: Offer[]): Offer[] {
  const isNumbered = offered.some(({ number }) => number !== null);
  return isNumbered ? offered : [...offered, ...before.filter(({ number }) => number !== null)];
}
