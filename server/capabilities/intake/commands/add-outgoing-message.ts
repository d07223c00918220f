import { buildOutgoingMessage } from '../build-outgoing-message.ts';
import type { IntakeContext } from '../context.ts';
import type { Conversation, Offer, Prompt } from '../conversation.ts';
import { type ConversationSession, changeConversation } from '../conversation-session.ts';
import { type MessageContent, renderPrompt } from '../prompts.ts';
import { type Translate, translatorFor } from '../translate.ts';

type Manner = {
  translate: Translate;
  /** An answer to what they just did needs no sound; news while the phone lies there does, unless silence was asked. */
  quiet: boolean;
  about?: string;
  /** An officer's own words carry their station's name. */
  sender?: string;
  /** News of an older report: its numbers must not take the place of those the reporter was just asked to choose from. */
  isAside?: boolean;
};

/** Has something said at the end of the talk, and remembers what may be tapped so that it may be typed instead. */
export function addOutgoingMessage(
  session: ConversationSession,
  spoken: MessageContent,
  { translate, quiet, about, sender, isAside = false }: Manner,
): void {
  // A caller has no chat; what they are told, they are told by calling back.
  const { channel, address } = session.reporter;
  if (channel !== 'line') return;
  const numbered = isAside ? [] : spoken.numbered.map(({ label, data }, at) => ({ label, data, number: at + 1 }));
  const named = spoken.choices.flatMap((choice) => {
    const isNumbered = numbered.some(({ label }) => label === choice.label);
    return choice.kind === 'answer' && !isNumbered ? [{ label: choice.label, data: choice.data, number: null }] : [];
  });
  const offered = offer([...numbered, ...named], session.conversation.offered);
  changeConversation(session, { ...session.conversation, offered });
  session.messages.push(
    buildOutgoingMessage({ channel, address }, spoken, {
      translate,
      quiet,
      about: about ?? null,
      ...(sender && { sender }),
    }),
  );
}

/** Says several things in one breath; what the last one offers is what can be tapped. */
export function addPrompts(
  { clock }: IntakeContext,
  session: ConversationSession,
  conversation: Conversation,
  prompts: Prompt[],
  { quiet }: Pick<Manner, 'quiet'>,
): void {
  const { reporter } = session;
  const translate = translatorFor(reporter.language, conversation.silentMode || conversation.report?.silent === true);
  const setting = { translate, conversation, knownPhone: reporter.phone, now: clock.now() };
  const spoken = prompts.map((prompt) => renderPrompt(prompt, setting));
  const last = spoken.at(-1);
  if (!last) return;
  const all: MessageContent = { ...last, parts: spoken.flatMap(({ parts }) => parts) };
  addOutgoingMessage(session, all, { translate, quiet });
}

/** What can be tapped from now on. Numbers asked for earlier stay good until other numbers take their place. */
function offer(offered: Offer[], before: Offer[]): Offer[] {
  const isNumbered = offered.some(({ number }) => number !== null);
  return isNumbered ? offered : [...offered, ...before.filter(({ number }) => number !== null)];
}
