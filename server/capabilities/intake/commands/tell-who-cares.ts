import type { Work } from '#platform/database/transaction';
import { type Barred, isBarred } from '../barred.ts';
import type { IntakeContext } from '../context.ts';
import { renderWhoCares } from '../prompts.ts';
import { translatorFor } from '../translate.ts';
import { addOutgoingMessage } from './add-outgoing-message.ts';
import { endSession, findSessionOf } from './open-session.ts';

/** `told`, or why not. */
export type ToldOutcome = 'told' | 'unreachable' | 'silent' | 'not-wanted' | 'barred';

type Told = {
  reportId: string;
  agencyTh: string;
  agencyEn: string;
  /** Who must not learn of it. */
  barred: Barred;
};

/**
 * Tells the reporter who will contact them, without sound. Nothing is said to somebody who reported in silence or was
 * forced to say that all is well: whoever they are afraid of may read it.
 */
export async function tellWhoCares(
  context: IntakeContext,
  work: Work,
  { reportId, agencyTh, agencyEn, barred }: Told,
): Promise<ToldOutcome> {
  const found = await findSessionOf(work, reportId);
  if (!found) return 'unreachable';
  const { session } = found;
  const report = session.reports.get(reportId);
  const isSilent = session.conversation.silentMode || report?.silent === true || report?.lastNotified?.duress === true;
  const why: ToldOutcome =
    session.reporter.unreachable || session.reporter.channel !== 'line'
      ? 'unreachable'
      : isSilent
        ? 'silent'
        : session.reporter.asksNoMore
          ? 'not-wanted'
          : isBarred(session, reportId, barred)
            ? 'barred'
            : 'told';
  if (why === 'told') {
    const translate = translatorFor(session.reporter.language, false);
    const agency = translate.names === 'th' ? agencyTh : agencyEn;
    addOutgoingMessage(session, renderWhoCares(translate, agency), { translate, quiet: true, isAside: true });
  }
  if (found.isOurs) await endSession(context, work, session);
  return why;
}
