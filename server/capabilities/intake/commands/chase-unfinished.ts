import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IntakeContext } from '../context.ts';
import { type ConversationSession, changeConversation, currentConversation } from '../conversation-session.ts';
import { alertWithWhatIsKnown } from '../decide.ts';
import { renderPrompt } from '../prompts.ts';
import { abandonDraft, forgetDraft } from '../store.ts';
import { eraseEarlyMessages } from '../store-early-messages.ts';
import { takeDueQuestions, takeGivenUp } from '../store-unfinished.ts';
import { likeliest } from '../sure-place.ts';
import { translatorFor } from '../translate.ts';
import { atSurePlace } from '../understand.ts';
import { addOutgoingMessage, addPrompts } from './add-outgoing-message.ts';
import { applyFact } from './apply-fact.ts';
import { endSession, findSessionOf } from './open-session.ts';

/** Reports handled in one transaction. */
const BATCH = 50;

/** Asks again if an answer is missing, and shows the report in the control room: a call for help may get stuck. */
export async function chaseUnfinished(context: IntakeContext, db: Database): Promise<void> {
  const asked = await inTransaction(db, async (work) => {
    const now = context.clock.now();
    const reportIds = await takeDueQuestions(work.tx, now, BATCH);
    for (const reportId of reportIds) {
      const session = (await findSessionOf(work, reportId))?.session;
      if (session && (await alertNow(context, work, session, reportId))) continue;
      await context.events.publish(work, 'report-unfinished', { reportId });
      if (!session) continue;
      const conversation = currentConversation(session);
      const report = conversation.report;
      // The reporter has gone on to another report: that one is asked about.
      if (report?.id !== reportId) continue;
      const translate = translatorFor(session.reporter.language, report.silent || conversation.silentMode);
      const key = report.type ? 'still-no-place' : 'ask-type';
      const content = renderPrompt(
        { key },
        { translate, conversation, knownPhone: null, now, publicUrl: context.publicUrl },
      );
      addOutgoingMessage(session, content, { translate, quiet: false, isPrompt: true });
      await endSession(context, work, session);
    }
    return reportIds.length;
  });
  if (asked === BATCH) await chaseUnfinished(context, db);
}

/** If a place is known, an unanswered question is no reason to wait with the alert. */
async function alertNow(
  context: IntakeContext,
  work: Work,
  session: ConversationSession,
  reportId: string,
): Promise<boolean> {
  const conversation = currentConversation(session);
  if (conversation.report?.id !== reportId) return false;
  const now = context.clock.now();
  const findPlaces = (codes: string[]) => {
    const places = codes.flatMap((code) => context.geography.findTypedPlace(code) ?? []);
    const place = likeliest(places);
    return place && atSurePlace(place, now);
  };
  const circumstances = {
    reporter: session.reporter,
    newReportId: reportId,
    newMessageId: newId(),
    at: now,
    now,
    isFlood: false,
  };
  const decision = alertWithWhatIsKnown(conversation, findPlaces, circumstances);
  if (!decision) return false;
  changeConversation(session, decision.conversation);
  const scene = { session, conversation: decision.conversation, at: now };
  for (const fact of decision.facts) await applyFact(context, work, scene, fact);
  addPrompts(context, session, decision.conversation, decision.prompts, { quiet: false });
  await endSession(context, work, session);
  return true;
}

/** Drafts without a message for an hour leave the control room's list. */
export async function giveUpUnfinished(context: IntakeContext, db: Database): Promise<void> {
  await inTransaction(db, async (work) => {
    for (const reportId of await takeGivenUp(work.tx, context.clock.now(), BATCH)) {
      await abandonDraft(work.tx, reportId);
      await eraseEarlyMessages(work.tx, reportId);
      await forgetDraft(work.tx, reportId);
      await context.events.publish(work, 'report-finished', { reportId });
    }
  });
}
