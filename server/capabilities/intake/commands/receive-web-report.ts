import type { z } from 'zod';
import type { newWebReportSchema } from '#contract/citizen-report';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { WebContext } from '../context.ts';
import { NEW_CONVERSATION } from '../conversation.ts';
import { changeConversation, changeReport } from '../conversation-session.ts';
import { newReport } from '../draft.ts';
import { isBare } from '../network-gauge.ts';
import { claimWebReport } from '../store-web.ts';
import { believable, keysOf } from '../web-report.ts';
import { applyFact } from './apply-fact.ts';
import { beginSession, endSession } from './open-session.ts';
import { sayWritten, statePlace } from './state-by-web.ts';

export type SentWebReport = z.output<typeof newWebReportSchema>;

/**
 * Takes a report of the citizen page, in one transaction. The same one again, also at the same moment by another connection or
 * after a crash before the answer, is found by its device's id and changes nothing.
 * @returns its code and secret, the same each time
 */
export async function receiveWebReport(
  context: WebContext,
  work: Work,
  sent: SentWebReport,
  { address, gathered }: { address: string; gathered: number | null },
): Promise<{ code: string; secret: string; isNew: boolean }> {
  const now = context.clock.now();
  const writtenAt = believable(sent.writtenAt, now);
  const keys = keysOf(sent.clientId);
  const { code, secret } = keys;
  const reportId = newId();
  const { language, silent, placement } = sent;
  const session = beginSession(work, { channel: 'web', address: keys.clientHash, language }, now);
  const reporterId = session.reporter.id;
  const claim = { reportId, reporterId, writtenAt, receivedAt: now };
  if (!(await claimWebReport(work.tx, claim, keys, placement?.code ?? null))) return { code, secret, isNew: false };
  // Before the alert, which asks whether others of its network ring.
  context.networks.name(address, sent.clientId, { reportId, mayWait: gathered !== null && isBare(sent) });
  const at = writtenAt ?? now;
  const begun = newReport({ id: reportId, silent, startedAt: now });
  const { positionError } = sent;
  const statements = {
    ...(writtenAt && { written: writtenAt.toISOString() }),
    ...(positionError && { positionError }),
    ...(gathered && { gathered }),
  };
  const report = { ...begun, statements };
  const conversation = { ...NEW_CONVERSATION, report, silentMode: silent };
  changeConversation(session, conversation);
  await applyFact(context, work, { session, conversation, at: now }, { kind: 'started' });
  changeReport(session, reportId, { statements });
  await statePlace(context, work, session, { ...sent, positionError: null }, at);
  if (sent.note) await sayWritten(context, work, session, { id: newId(), text: sent.note }, at);
  if (placement) {
    const { code: placed, isHere } = placement;
    await context.events.publish(work, 'report-by-placement', { reportId, code: placed, isHere, at: now });
  }
  await endSession(context, work, session, { atCommit: true });
  return { code, secret, isNew: true };
}
