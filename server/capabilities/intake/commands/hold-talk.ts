import type { Work } from '#platform/database/transaction';
import type { IntakeContext } from '../context.ts';
import { NEW_CONVERSATION } from '../conversation.ts';
import type { Reporter } from '../store.ts';
import { findConversation, findOwnReport, findReporterOf, saveTalk } from '../store-talk.ts';
import { findHeldTalk, holdTalk, type Talk, takeChanges, takeSpeeches } from '../talk.ts';

/** Reads what is known of a reporter who is already held. One made just now has nothing to be read. */
export async function readTalk(work: Work, { isNew, ...reporter }: Reporter & { isNew: boolean }): Promise<Talk> {
  const known = isNew ? undefined : await findConversation(work.tx, reporter.id);
  return holdTalk(work, reporter, known ?? NEW_CONVERSATION, known?.report ?? null);
}

/**
 * The talk with the reporter of a report, held until the transaction ends. `isOurs`: it was not held before, so
 * whoever asked has to end it.
 */
export async function findTalkOf(work: Work, reportId: string): Promise<{ talk: Talk; isOurs: boolean } | undefined> {
  const held = findHeldTalk(work, { reportId });
  if (held) return { talk: held, isOurs: false };
  const reporter = await findReporterOf(work.tx, reportId);
  if (!reporter) return undefined;
  const known = findHeldTalk(work, { reporterId: reporter.id });
  const talk = known ?? (await readTalk(work, { ...reporter, isNew: false }));
  if (!talk.reports.has(reportId)) {
    const report = await findOwnReport(work.tx, reporter.id, reportId);
    if (report) talk.reports.set(reportId, report);
  }
  return { talk, isOurs: known === undefined };
}

/** Writes down what has changed so far; what is to be said waits for the end. */
export async function keepTalk(work: Work, talk: Talk): Promise<void> {
  await saveTalk(work.tx, talk.reporter.id, takeChanges(talk));
}

/** Writes down what has changed and has the words said. */
export async function endTalk({ events }: IntakeContext, work: Work, talk: Talk): Promise<void> {
  await keepTalk(work, talk);
  for (const speech of takeSpeeches(talk)) await events.publish(work, 'reporter-spoken-to', speech);
}
