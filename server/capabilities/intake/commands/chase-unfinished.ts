import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { IntakeContext } from '../context.ts';
import { speak } from '../prompts.ts';
import { wordsFor } from '../say.ts';
import { abandonDraft, forgetDraft } from '../store.ts';
import { eraseEarlyMessages } from '../store-early-messages.ts';
import { takeDueQuestions, takeGivenUp } from '../store-unfinished.ts';
import { currentConversation } from '../talk.ts';
import { endTalk, findTalkOf } from './hold-talk.ts';
import { noteSettled, noteUnfinished } from './note-unfinished.ts';
import { speakToReporter } from './speak-to-reporter.ts';

/** Reports handled in one transaction. */
const BATCH = 50;

/** Asks again where an answer is missing, and shows the report on the desk: an unanswered question is not silence. */
export async function chaseUnfinished(context: IntakeContext, db: Database): Promise<void> {
  const asked = await inTransaction(db, async (work) => {
    const now = context.clock.now();
    const reportIds = await takeDueQuestions(work.tx, now, BATCH);
    for (const reportId of reportIds) {
      await noteUnfinished(context, work, reportId);
      const talk = (await findTalkOf(work, reportId))?.talk;
      if (!talk) continue;
      const conversation = currentConversation(talk);
      const report = conversation.report;
      // The reporter has gone on to another report: that one is asked about.
      if (report?.id !== reportId) continue;
      const words = wordsFor(talk.reporter.language, report.silent || conversation.hushed);
      const say = report.type ? 'still-no-place' : report.position ? 'got-place-ask-type' : 'ask-type';
      const spoken = speak({ say }, { words, conversation, knownPhone: null, now });
      speakToReporter(talk, spoken, { words, quiet: false });
      await endTalk(context, work, talk);
    }
    return reportIds.length;
  });
  if (asked === BATCH) await chaseUnfinished(context, db);
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
