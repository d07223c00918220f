import type { Work } from '#platform/database/transaction';
import type { WebContext } from '../context.ts';
import { isDraft, isInTouch } from '../conversation.ts';
import { changeReport, currentConversation } from '../conversation-session.ts';
import { claimLineId } from '../store-web.ts';
import { endSession, findSessionOf } from './open-session.ts';

/** LINE has named the account of whoever sent this report. The first one stays; the officers read that it is so, not which. */
export async function noteLineId(
  context: WebContext,
  work: Work,
  { reportId, lineUserId }: { reportId: string; lineUserId: string },
): Promise<void> {
  if (!(await claimLineId(work.tx, reportId, lineUserId))) return;
  const found = await findSessionOf(work, reportId);
  if (!found) return;
  const { session } = found;
  const { report } = currentConversation(session);
  if (isDraft(report)) {
    changeReport(session, reportId, { statements: { ...report.statements, lineVerified: true } });
  } else if (isInTouch(report)) {
    await context.events.publish(work, 'report-line-id-verified', { reportId });
  }
  await endSession(context, work, session, { atCommit: true });
}
