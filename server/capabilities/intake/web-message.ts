import type { WebMessage } from '#contract/citizen-report';
import { QUESTION_IDS } from '#contract/silent-question';
import type { MessagePart, OutgoingMessage } from '#events/outgoing-message';

/** A line of the conversation as the citizen page shows it. */
export type PageMessage = Omit<WebMessage, 'at' | 'question'> & {
  reportId: string;
  at: Date;
  /** The officer's message in the chat of the incident. */
  messageId: string | null;
  question: Omit<NonNullable<WebMessage['question']>, 'answer'> | null;
};

/** What we say to somebody who reads it on the citizen page: the same texts as in a chat, without its buttons. */
export function toPageMessage(
  { parts, choices, about, sender }: OutgoingMessage,
  known: Pick<PageMessage, 'id' | 'reportId' | 'at'>,
): PageMessage {
  const question = questionIn(choices);
  const text = parts.map(textOf).join('\n');
  return {
    ...known,
    from: about?.kind === 'chat-message' ? 'officer' : 'system',
    kind: 'text',
    // The page has buttons, so the numbered list below a question is not for it.
    text: question ? (text.split('\n')[0] ?? text) : text,
    sender: sender ?? null,
    messageId: about?.kind === 'chat-message' ? about.id : null,
    question,
  };
}

function textOf(part: MessagePart): string {
  if (part.kind === 'text') return part.text;
  if (part.kind === 'list') return part.title;
  const { title, label, big, lines } = part;
  return [title, [label, big].filter(Boolean).join(' '), ...lines].filter(Boolean).join('\n');
}

/** The ready question behind buttons `ask:<question>.<answer>:<askedId>`. */
function questionIn(choices: OutgoingMessage['choices']): PageMessage['question'] {
  const answers = choices.flatMap((choice) => {
    const [, asked, answer, askedId] = (choice.kind === 'answer' && /^ask:(.+)\.(.+):(.+)$/.exec(choice.data)) || [];
    const question = QUESTION_IDS.find((id) => id === asked);
    return question && answer && askedId ? [{ question, askedId, answer, label: choice.label }] : [];
  });
  const [first] = answers;
  if (!first) return null;
  const { question, askedId } = first;
  return { question, askedId, answers: answers.map(({ answer, label }) => ({ answer, label })) };
}
