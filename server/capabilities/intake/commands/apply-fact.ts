import type { ReporterMenu } from '#events/inbound';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IntakeContext } from '../context.ts';
import type { Conversation, ConversationReport, Fact, ReporterMessage } from '../conversation.ts';
import { beginReport, type ConversationSession, changeReport, changeReporter } from '../conversation-session.ts';
import { translateQuestion } from '../ready-questions.ts';
import { statementsAfter } from '../statements.ts';
import { eraseEarlyMessages, insertEarlyMessage, takeEarlyMessages } from '../store-early-messages.ts';
import { translatorFor } from '../translate.ts';
import { flushSession } from './open-session.ts';

/** After this time a report without a place is asked about again and shown in the control room (DESIGN 2.1). */
const ASK_AGAIN_MS = 20_000;

/** So many messages of a draft are passed on one by one, the rest as one, so that the alert does not wait. */
const ONE_BY_ONE = 20;

/** The conversation of this step, when the reporter did it, and whether they are flooding. */
type Scene = { session: ConversationSession; conversation: Conversation; at: Date; isFlood: boolean };

/** Applies one fact: publishes its events and changes the session, which is written to the database at its end. */
export async function applyFact(
  context: IntakeContext,
  work: Work,
  { session, conversation, at, isFlood }: Scene,
  fact: Fact,
): Promise<void> {
  const { events } = context;
  if (fact.kind === 'language-chosen') {
    return changeReporter(session, { language: fact.language, languageChosen: true });
  }
  if (fact.kind === 'welfare-answered') {
    const { checkId, answer } = fact;
    if (answer === 'stop') changeReporter(session, { asksNoMore: true });
    return events.publish(work, 'welfare-answered', { reporterId: session.reporter.id, checkId, answer, at });
  }
  if (fact.kind === 'question-answered') return passAnswerOn(context, work, session, fact, at);
  if (fact.kind === 'dropped') await dropDraft(context, work, session, fact.reportId);
  const report = conversation.report;
  if (!report) return;
  const reportId = report.id;
  const statements = statementsAfter(session.reports.get(reportId)?.statements ?? report.statements, fact, at);
  switch (fact.kind) {
    case 'started':
      startReport(context, session, report, at);
      break;
    case 'type-chosen':
      changeReport(session, reportId, { type: fact.type, statements });
      break;
    case 'place-given':
      changeReport(session, reportId, { position: fact.position });
      break;
    case 'taken-back':
      changeReport(session, reportId, { [fact.what]: null });
      // Each call is a reporter of its own: a wrong number must not be called from there either.
      if (fact.what === 'phone' && session.reporter.channel === 'phone') changeReporter(session, { phone: null });
      if (fact.what === 'phone' && report.lastNotified)
        await events.publish(work, 'report-phone-removed', { reportId });
      break;
    case 'submitted':
      await submitReport(context, work, session, report);
      break;
    case 'silenced':
      changeReport(session, reportId, { silent: true });
      if (report.lastNotified) {
        await events.publish(work, 'report-silenced', { reportId });
        await requestMenu(context, work, session.reporter, 'reporting');
      }
      break;
    case 'position-added':
      if (!fact.isOlder) changeReport(session, reportId, { position: fact.position });
      await events.publish(work, 'report-position-added', { isOlder: false, ...fact, reportId });
      break;
    case 'type-confirmed':
      changeReport(session, reportId, { statements });
      break;
    case 'place-detailed': {
      const was = session.reports.get(reportId)?.placeDetail ?? null;
      changeReport(session, reportId, { placeDetail: fact.detail });
      if (report.lastNotified)
        await events.publish(work, 'report-place-detailed', { reportId, was, detail: fact.detail });
      break;
    }
    case 'type-changed':
      changeReport(session, reportId, { type: fact.type, statements });
      await events.publish(work, 'report-type-changed', { reportId, type: fact.type });
      break;
    case 'phone-added':
      changeReport(session, reportId, {
        ...(fact.phone && { phone: fact.phone }),
        statements,
      });
      if (report.lastNotified) await events.publish(work, 'report-phone-added', { ...fact, reportId });
      if (fact.phone && fact.phone !== session.reporter.phone) changeReporter(session, { phone: fact.phone });
      break;
    case 'message-received':
      if (report.lastNotified && isFlood && isJoinable(fact.message))
        await passTextsOn(context, work, reportId, [{ ...fact.message, at }]);
      else if (report.lastNotified) await passMessageOn(context, work, reportId, fact.message, at);
      else await keepEarlyMessage(work, session, reportId, fact.message, at);
      break;
    case 'cancel-requested':
      changeReport(session, reportId, { statements });
      await events.publish(work, 'report-cancel-requested', { reportId, reason: fact.reason });
      break;
    case 'cancel-withdrawn':
      changeReport(session, reportId, { statements });
      await events.publish(work, 'report-cancel-withdrawn', { reportId });
      break;
    case 'duress':
      changeReport(session, reportId, {
        lastNotified: report.lastNotified && { ...report.lastNotified, duress: true },
      });
      await events.publish(work, 'report-duress', { reportId });
      break;
    case 'nobody-came':
      await events.publish(work, 'report-nobody-came', { reportId });
      break;
    case 'rated':
      changeReport(session, reportId, {}, { stars: fact.stars });
      await events.publish(work, 'report-rated', { reportId, stars: fact.stars });
  }
}

function startReport(
  { clock }: IntakeContext,
  session: ConversationSession,
  { id, silent }: ConversationReport,
  at: Date,
): void {
  const now = clock.now();
  // Delivered late, it began when they did it; their platform's clock may run ahead of ours.
  const startedAt = at < now ? at : now;
  const nothing = { type: null, position: null, placeDetail: null, phone: null, statements: {}, lastNotified: null };
  const empty = { ...nothing, isUnfinished: false, hasEarlyMessages: false };
  const askAgainAt = new Date(now.getTime() + ASK_AGAIN_MS);
  beginReport(session, { id, silent, ...empty, state: 'draft', startedAt }, askAgainAt);
}

async function submitReport(
  context: IntakeContext,
  work: Work,
  session: ConversationSession,
  report: ConversationReport,
): Promise<void> {
  const { id: reportId, silent, type, position, placeDetail, phone } = report;
  if (!type || !position) throw new Error('a report without type or place was submitted');
  const { startedAt, isUnfinished, hasEarlyMessages } = changeReport(session, reportId, { state: 'submitted' });
  if (isUnfinished) await context.events.publish(work, 'report-finished', { reportId });
  const { language, channel, id: reporterId } = session.reporter;
  // The alert goes out here; everything below enriches it.
  const where = { position, placeDetail };
  const submitted = { reportId, reporterId, channel, type, silent, language, ...where, phone, startedAt };
  await context.events.publish(work, 'report-submitted', submitted);
  const early = hasEarlyMessages ? await takeEarlyMessages(work.tx, reportId) : [];
  const joined = early.slice(ONE_BY_ONE).filter(isJoinable);
  for (const { at, attachmentId, ...message } of early.filter((one) => !joined.includes(one))) {
    await passMessageOn(context, work, reportId, message, at);
    if (attachmentId) {
      await context.events.publish(work, 'report-media-stored', { externalId: message.externalId, attachmentId });
    }
  }
  if (joined.length > 0) await passTextsOn(context, work, reportId, joined);
  await requestMenu(context, work, session.reporter, silent ? 'reporting' : 'waiting');
}

/** Requests the menu below their chat; a caller has none. */
export async function requestMenu(
  { events }: IntakeContext,
  work: Work,
  { channel, address }: ConversationSession['reporter'],
  menu: ReporterMenu,
): Promise<void> {
  if (channel === 'line') await events.publish(work, 'reporter-menu-requested', { channel, address, menu });
}

async function keepEarlyMessage(
  work: Work,
  session: ConversationSession,
  reportId: string,
  message: ReporterMessage,
  at: Date,
) {
  changeReport(session, reportId, { hasEarlyMessages: true });
  // The report must exist before its messages can point at it.
  await flushSession(work, session);
  await insertEarlyMessage(work.tx, reportId, message, at);
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

/** Texts can be joined into one; a picture cannot. */
function isJoinable({ kind }: ReporterMessage): boolean {
  return kind === 'text' || kind === 'sticker';
}

async function passTextsOn(
  { events }: IntakeContext,
  work: Work,
  reportId: string,
  messages: (ReporterMessage & { at: Date })[],
): Promise<void> {
  const parts = messages.map(({ kind, text, externalId, at }) => ({ messageId: newId(), kind, text, externalId, at }));
  await events.publish(work, 'report-flooded', { reportId, parts });
}

/** Publishes the label with the code of the answer: the officer reads what the button said. */
async function passAnswerOn(
  { events }: IntakeContext,
  work: Work,
  session: ConversationSession,
  { askedId, question, answer }: Extract<Fact, { kind: 'question-answered' }>,
  at: Date,
): Promise<void> {
  const isSilent = session.conversation.silentMode || session.conversation.report?.silent === true;
  const label =
    translateQuestion(translatorFor(session.reporter.language, isSilent), question).labels[answer] ?? answer;
  await events.publish(work, 'reporter-answered', { reporterId: session.reporter.id, askedId, answer, label, at });
}

async function dropDraft(
  context: IntakeContext,
  work: Work,
  session: ConversationSession,
  reportId: string,
): Promise<void> {
  const { isUnfinished, hasEarlyMessages } = changeReport(session, reportId, { state: 'dropped' });
  if (hasEarlyMessages) await eraseEarlyMessages(work.tx, reportId);
  if (isUnfinished) await context.events.publish(work, 'report-finished', { reportId });
}
