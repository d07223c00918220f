import type { ReportedPosition } from '#contract/position';
import type { Work } from '#platform/database/transaction';
import type { IntakeContext } from '../context.ts';
import { type Intent, isDraft, isInTouch } from '../conversation.ts';
import { currentConversation } from '../conversation-session.ts';
import { endSession, findSessionWith } from './open-session.ts';
import { takeStep } from './receive-from-reporter.ts';

type Danger = {
  reporterId: string;
  /** Undefined: nobody has said where. The chat asks for it, and the control rooms see that something is unfinished. */
  position: ReportedPosition | undefined;
  silent: boolean;
};

/**
 * Somebody in LINE said outside the chat that somebody is in danger now, for instance on a form: it is the same as if they had
 * reported it there, and goes on there. While a report of theirs is open it is about that one.
 * @returns the report; undefined if nobody is known by this id
 */
export async function reportDanger(
  context: IntakeContext,
  work: Work,
  { reporterId, position, silent }: Danger,
): Promise<string | undefined> {
  const found = await findSessionWith(work, reporterId);
  if (!found) return undefined;
  const { session, isOurs } = found;
  const { report } = currentConversation(session);
  const isOpen = isDraft(report) || isInTouch(report);
  const begin: Intent[] = silent ? [{ kind: 'silence' }] : isOpen ? [] : [{ kind: 'report', silent: false }];
  const place: Intent[] = position ? [{ kind: 'place', position, inThailand: true }] : [];
  const intents = [...begin, ...place];
  const meaning = { intents: intents.length > 0 ? intents : [{ kind: 'status' } as const], message: null };
  await takeStep(context, work, session, meaning, { at: context.clock.now(), flood: 'none' });
  if (isOurs) await endSession(context, work, session);
  return currentConversation(session).report?.id;
}
