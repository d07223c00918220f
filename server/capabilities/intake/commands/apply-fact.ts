import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { Conversation, Fact, ReporterMessage, TalkedReport } from '../conversation.ts';
import * as store from '../store.ts';
import { eraseEarlyMessages, insertEarlyMessage, takeEarlyMessages } from '../store-early-messages.ts';
import type { IntakeContext } from './context.ts';

/** A report with a type but no place is asked about again after this long, and shown on the desk (DESIGN 2.1). */
const ASK_AGAIN_MS = 20_000;
/** See `receive-from-reporter`: each further word moves it on. */
const GIVE_UP_MS = 3_600_000;

type Scene = { reporter: store.Reporter; conversation: Conversation; at: Date };

/** Writes one fact down and tells the house; returns the reporter as they are afterwards. */
export async function applyFact(
  context: IntakeContext,
  work: Work,
  { reporter, conversation, at }: Scene,
  fact: Fact,
): Promise<store.Reporter> {
  const { tx } = work;
  const { events } = context;
  if (fact.kind === 'language-chosen') {
    return change(work, { ...reporter, language: fact.language, languageChosen: true });
  }
  if (fact.kind === 'dropped') await dropDraft(context, work, fact.reportId);
  const report = conversation.report;
  if (!report) return reporter;
  const reportId = report.id;
  switch (fact.kind) {
    case 'started':
      await startReport(context, work, reporter, report, at);
      break;
    case 'type-chosen':
      await store.setReportType(tx, reportId, fact.type);
      break;
    case 'place-given':
      await store.setReportPosition(tx, reportId, fact.position);
      break;
    case 'submitted':
      await submitReport(context, work, reporter, report);
      break;
    case 'silenced':
      await store.setReportSilent(tx, reportId);
      if (report.told) await events.publish(work, 'report-silenced', { reportId });
      break;
    case 'position-added':
      await store.setReportPosition(tx, reportId, fact.position);
      await events.publish(work, 'report-position-added', { reportId, position: fact.position });
      break;
    case 'type-changed':
      await store.setReportType(tx, reportId, fact.type);
      await events.publish(work, 'report-type-changed', { reportId, type: fact.type });
      break;
    case 'phone-added':
      if (fact.phone) await store.setReportPhone(tx, reportId, fact.phone);
      if (report.told) await events.publish(work, 'report-phone-added', { ...fact, reportId });
      return change(work, { ...reporter, phone: fact.phone ?? reporter.phone });
    case 'message-received':
      if (report.told) await passMessageOn(context, work, reportId, fact.message, at);
      else await insertEarlyMessage(tx, reportId, fact.message, at);
      break;
    case 'cancel-requested':
      await events.publish(work, 'report-cancel-requested', { reportId, reason: fact.reason });
      break;
    case 'cancel-withdrawn':
      await events.publish(work, 'report-cancel-withdrawn', { reportId });
      break;
    case 'nobody-came':
      await events.publish(work, 'report-nobody-came', { reportId });
      break;
    case 'rated':
      await store.setStars(tx, reportId, fact.stars);
      await events.publish(work, 'report-rated', { reportId, stars: fact.stars });
  }
  return reporter;
}

async function change(work: Work, reporter: store.Reporter): Promise<store.Reporter> {
  await store.updateReporter(work.tx, reporter);
  return reporter;
}

async function startReport(
  { clock }: IntakeContext,
  work: Work,
  reporter: store.Reporter,
  { id, silent }: TalkedReport,
  at: Date,
) {
  const now = clock.now();
  // Delivered late, it began when they did it; their platform's clock may run ahead of ours.
  const startedAt = at < now ? at : now;
  const askAgainAt = new Date(now.getTime() + ASK_AGAIN_MS);
  const giveUpAt = new Date(now.getTime() + GIVE_UP_MS);
  await store.insertReport(work.tx, { id, reporterId: reporter.id, silent, startedAt, askAgainAt, giveUpAt });
}

async function submitReport(context: IntakeContext, work: Work, reporter: store.Reporter, report: TalkedReport) {
  const { id: reportId, silent, type, position, phone } = report;
  if (!type || !position) throw new Error('a report without type or place was submitted');
  const { startedAt, wasUnfinished } = await store.endDraft(work.tx, reportId, 'submitted');
  if (wasUnfinished) await context.eventLog.append(work, 'report-settled', { reportId });
  const { language, channel, address, id: reporterId } = reporter;
  // The alert goes out here; everything below enriches it.
  const submitted = { reportId, reporterId, type, silent, language, position, phone, startedAt };
  await context.events.publish(work, 'report-submitted', submitted);
  for (const { at, attachmentId, ...message } of await takeEarlyMessages(work.tx, reportId)) {
    await passMessageOn(context, work, reportId, message, at);
    if (attachmentId) {
      await context.events.publish(work, 'report-media-stored', { externalId: message.externalId, attachmentId });
    }
  }
  await context.events.publish(work, 'reporter-menu-wanted', { channel, address, menu: 'reporting' });
}

async function passMessageOn(
  { events }: IntakeContext,
  work: Work,
  reportId: string,
  message: ReporterMessage,
  at: Date,
) {
  const { kind, text, externalId } = message;
  await events.publish(work, 'report-message-received', { reportId, messageId: newId(), kind, text, externalId, at });
}

async function dropDraft(context: IntakeContext, work: Work, reportId: string): Promise<void> {
  const { wasUnfinished } = await store.endDraft(work.tx, reportId, 'dropped');
  await eraseEarlyMessages(work.tx, reportId);
  if (wasUnfinished) await context.eventLog.append(work, 'report-settled', { reportId });
}
