import type { Work } from '#platform/database/transaction';
import { inTouch } from '../prompts.ts';
import { wordsFor } from '../say.ts';
import { findReport, findReporterOf, type Reporter, setTold } from '../store.ts';
import { speakUpdate, toldAfter, type Update } from '../updates.ts';
import type { IntakeContext } from './context.ts';
import { speakToReporter } from './speak-to-reporter.ts';

/** Tells each reporter of an incident its news, in their language and manner; none learns of another. */
export async function tellReporters(
  context: IntakeContext,
  work: Work,
  reportIds: string[],
  news: (language: Reporter['language']) => Update,
): Promise<void> {
  for (const reportId of reportIds) {
    const reporter = await findReporterOf(work.tx, reportId);
    const report = await findReport(work.tx, reportId);
    if (!reporter || !report) continue;
    // Their own report's number also after a merge: a strange number would tell them of somebody else's report.
    const update = withCode(news(reporter.language), report.told?.code);
    await setTold(work.tx, reportId, toldAfter(update, report.told, context.clock.now()));
    const spoken = speakUpdate(update, wordsFor(reporter.language, report.silent), report.silent);
    await speakToReporter(context, work, reporter, spoken, { silent: report.silent, quiet: update.news === 'opened' });
    if (update.news !== 'closed' && update.news !== 'cancelled') continue;
    const { channel, address } = reporter;
    await context.events.publish(work, 'reporter-menu-wanted', { channel, address, menu: 'default' });
  }
}

function withCode(update: Update, code: string | undefined): Update {
  return code === undefined ? update : { ...update, code };
}

/** Passes an officer's own words on, as they are. */
export async function passOfficerMessage(
  context: IntakeContext,
  work: Work,
  { reportId, messageId, text }: { reportId: string; messageId: string; text: string },
): Promise<void> {
  const reporter = await findReporterOf(work.tx, reportId);
  const report = await findReport(work.tx, reportId);
  if (!reporter || !report) return;
  const spoken = {
    parts: [{ kind: 'text', text } as const],
    choices: inTouch(wordsFor(reporter.language, report.silent)),
  };
  const manner = { silent: report.silent, quiet: false, about: `chat-message:${messageId}` };
  await speakToReporter(context, work, reporter, spoken, manner);
}
