import type { MessageSubject } from '#events/outgoing-message';
import { buildOutgoingMessage } from '../build-outgoing-message.ts';
import type { IntakeContext } from '../context.ts';
import type { Conversation, Offer, Prompt } from '../conversation.ts';
import { type ConversationSession, changeConversation } from '../conversation-session.ts';
import { type MessageContent, renderPrompt } from '../prompts.ts';
import { type Translate, translatorFor } from '../translate.ts';

type Delivery = {
  translate: Translate;
  /** An answer to something they just did needs no sound. News does, unless the conversation is silent. */
  quiet: boolean;
  about?: MessageSubject;
  /** A message written by an officer carries the name of the station. */
  sender?: string;
  /** A question of ours, which the citizen page asks by itself. */
  isPrompt?: boolean;
  /** News about an older report: its numbers must not replace those of the question that is open. */
  isAside?: boolean;
};

/** Adds a message that is sent at the end of the session, and stores its buttons so that they can be typed as well. */
export function addOutgoingMessage(
  session: ConversationSession,
  content: MessageContent,
  { translate, quiet, about, sender, isPrompt = false, isAside = false }: Delivery,
): void {
  // A caller has no chat: they get news when somebody calls them back.
  const { channel, address } = session.reporter;
  if (channel === 'phone') return;
  const offers = offersOf(content).map((one) => (isAside ? { ...one, number: null } : one));
  const offered = offer(offers, session.conversation.offered);
  changeConversation(session, { ...session.conversation, offered });
  if (channel === 'web' && isPrompt) return;
  session.messages.push(
    buildOutgoingMessage({ channel, address }, content, {
      translate,
      quiet,
      about: about ?? null,
      ...(sender && { sender }),
    }),
  );
}

/** Adds several prompts as one message; only the buttons of the last one are shown. */
export function addPrompts(
  { clock, publicUrl }: IntakeContext,
  session: ConversationSession,
  conversation: Conversation,
  prompts: Prompt[],
  { quiet }: Pick<Delivery, 'quiet'>,
): void {
  const { reporter } = session;
  const translate = translatorFor(reporter.language, conversation.silentMode || conversation.report?.silent === true);
  const setting = { translate, conversation, knownPhone: reporter.phone, now: clock.now(), publicUrl };
  const contents = prompts.map((prompt) => renderPrompt(prompt, setting));
  const last = contents.at(-1);
  if (!last) return;
  const all: MessageContent = { ...last, parts: contents.flatMap(({ parts }) => parts) };
  addOutgoingMessage(session, all, { translate, quiet, isPrompt: true });
}

/** The answers of a message that can be typed; those of a list by their place in it. */
export function offersOf({ parts, choices }: MessageContent): Offer[] {
  const listed = parts.flatMap((part) => (part.kind === 'list' ? part.options : []));
  const named = choices.flatMap((choice) => (choice.kind === 'answer' ? [choice] : []));
  return [
    ...listed.map(({ label, data }, at) => ({ label, data, number: at + 1 })),
    ...named.map(({ label, data, number = null }) => ({ label, data, number })),
  ];
}

/** The buttons that can be tapped from now on. Earlier numbers stay valid until other numbers replace them. */
function offer(offered: Offer[], before: Offer[]): Offer[] {
  const isNumbered = offered.some(({ number }) => number !== null);
  return isNumbered ? offered : [...offered, ...before.filter(({ number }) => number !== null)];
}
