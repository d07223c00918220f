import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { IntakeContext } from '../context.ts';
import { alertWithWhatIsKnown } from '../decide.ts';
import { speak } from '../prompts.ts';
import { wordsFor } from '../say.ts';
import { abandonDraft, forgetDraft } from '../store.ts';
import { eraseEarlyMessages } from '../store-early-messages.ts';
import { takeDueQuestions, takeGivenUp } from '../store-unfinished.ts';
import { likeliest } from '../sure-place.ts';
import { changeConversation, currentConversation, type Talk } from '../talk.ts';
import { atSurePlace } from '../understand.ts';
import { applyFact } from './apply-fact.ts';
import { endTalk, findTalkOf } from './hold-talk.ts';
import { noteSettled, noteUnfinished } from './note-unfinished.ts';
import { sayAll, speakToReporter } from './speak-to-reporter.ts';

/** Reports handled in one transaction. */
const BATCH = 50;

/** Asks again where an answer is missing, and shows the report on the desk: an unanswered question is not silence. */
export async function chaseUnfinished(context: IntakeContext, db: Database): Promise<void> {
  const asked = await inTransaction(db, async (work) => {
    const now = context.clock.now();
    const reportIds = await takeDueQuestions(work.tx, now, BATCH);
    for (const reportId of reportIds) {
      const talk = (await findTalkOf(work, reportId))?.talk;
      if (talk && (await alertNow(context, work, talk, reportId))) continue;
      await noteUnfinished(context, work, reportId);
      if (!talk) continue;
      const conversation = currentConversation(talk);
      const report = conversation.report;
      // The reporter has gone on to another report: that one is asked about.
      if (report?.id !== reportId) continue;
      const words = wordsFor(talk.reporter.language, report.silent || conversation.hushed);
      const say = report.type ? 'still-no-place' : 'ask-type';
      const spoken = speak({ say }, { words, conversation, knownPhone: null, now });
      speakToReporter(talk, spoken, { words, quiet: false });
      await endTalk(context, work, talk);
    }
    return reportIds.length;
  });
  if (asked === BATCH) await chaseUnfinished(context, db);
}

/** A question that stays unanswered is no reason to wait where a place is known. */
async function alertNow(context: IntakeContext, work: Work, talk: Talk, reportId: string): Promise<boolean> {
  const conversation = currentConversation(talk);
  if (conversation.report?.id !== reportId) return false;
  const now = context.clock.now();
  const findPlaces = (codes: string[]) => {
    const places = codes.flatMap((code) => context.geography.findTypedPlace(code) ?? []);
    const place = likeliest(places);
    return place && atSurePlace(place, now);
  };
  const decision = alertWithWhatIsKnown(conversation, findPlaces, { newReportId: reportId, at: now });
  if (!decision) return false;
  changeConversation(talk, decision.conversation);
  const scene = { talk, conversation: decision.conversation, at: now, isFlood: false };
  for (const fact of decision.facts) await applyFact(context, work, scene, fact);
  sayAll(context, talk, decision.conversation, decision.sayings, { quiet: false });
  await endTalk(context, work, talk);
  return true;
}

/** Drafts without a word for an hour leave the desk's list. */
export async function giveUpUnfinished(context: IntakeContext, db: Database): Promise<void> {
  await inTransaction(db, async (work) => {
    for (const reportId of await takeGivenUp(work.tx, context.clock.now(), BATCH)) {
      await abandonDraft(work.tx, reportId);
      await eraseEarlyMessages(work.tx, reportId);
      await forgetDraft(work.tx, reportId);
      await noteSettled(context, work, reportId);
    }
  });
}
