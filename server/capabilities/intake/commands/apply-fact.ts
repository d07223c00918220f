import type { CancelReason } from '#contract/incident';
import type { EventMap } from '#events/event-map';
import type { ReporterMenu } from '#events/inbound';
import type { ReporterEvents } from '#events/reporter-events';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IntakeContext } from '../context.ts';
import type {
  Conversation,
  ConversationReport,
  Fact,
  ReporterEvent,
  ReporterMessage,
  Statements,
} from '../conversation.ts';
import { beginReport, type ConversationSession, changeReport, changeReporter } from '../conversation-session.ts';
import { newReport } from '../draft.ts';
import { isJoinable } from '../keep-message.ts';
import { statementsAfter } from '../statements.ts';
import { insertPlacementReport } from '../store.ts';
import type { SessionReport } from '../store-conversation.ts';
import { eraseEarlyMessages, insertEarlyMessage, takeEarlyMessages } from '../store-early-messages.ts';
import { flushSession } from './open-session.ts';

/** After this time a report without a place is asked about again and shown in the control room. */
const ASK_AGAIN_MS = 20_000;

/** So many messages of a draft are passed on one by one, the rest as one, so that the alert does not wait. */
const ONE_BY_ONE = 20;

/** The conversation of this step, and when the reporter did it. */
type Scene = { session: ConversationSession; conversation: Conversation; at: Date };

/** Applies one fact: changes the session, which is written to the database at its end, and publishes an event as it is. */
export async function applyFact(context: IntakeContext, work: Work, scene: Scene, fact: Fact): Promise<void> {
  const { session, conversation, at } = scene;
  if (fact.kind === 'report-submitted') return submitReport(context, work, scene, fact);
  if (fact.kind === 'dropped') return dropDraft(context, work, session, fact.reportId);
  if (fact.kind === 'message-kept') return keepEarlyMessage(work, session, conversation, fact.message, at);
  const was = session.reporter.phone;
  changeSession(context, scene, fact);
  const { id: reporterId, channel, phone } = session.reporter;
  if (channel === 'line' && phone && phone !== was)
    await context.events.publish(work, 'reporter-number-known', { reporterId, phone });
  if (fact.kind === 'report-by-placement') await insertPlacementReport(work.tx, fact.payload);
  if ('payload' in fact) await publish(context, work, fact);
  if (fact.kind === 'report-silenced') await requestMenu(context, work, session.reporter, 'reporting');
}

function publish<Type extends keyof ReporterEvents>(
  { events }: IntakeContext,
  work: Work,
  { kind, payload }: ReporterEvent<Type>,
): Promise<void> {
  return events.publish(work, kind, payload as EventMap[Type]);
}

/** Applies a fact to the session: to its report and to the reporter. */
function changeSession(context: IntakeContext, { session, conversation, at }: Scene, fact: Fact): void {
  changeReporterBy(session, fact);
  const { report } = conversation;
  if (!report) return;
  if (fact.kind === 'started') {
    const askAgainAt = new Date(context.clock.now().getTime() + ASK_AGAIN_MS);
    const begun = { ...newReport(report), state: 'draft', isUnfinished: false, hasEarlyMessages: false } as const;
    beginReport(session, begun, askAgainAt);
    return;
  }
  const before = session.reports.get(report.id)?.statements ?? report.statements;
  const change = reportChange(fact, report, statementsAfter(before, fact, at));
  if (change) changeReport(session, report.id, change);
  if (fact.kind === 'report-rated') changeReport(session, report.id, {}, { stars: fact.payload.stars });
}

function changeReporterBy(session: ConversationSession, fact: Fact): void {
  const { reporter } = session;
  if (fact.kind === 'language-chosen') changeReporter(session, { language: fact.language, languageChosen: true });
  if ((fact.kind === 'welfare-answered' || fact.kind === 'receipt-answered') && fact.payload.answer === 'stop')
    changeReporter(session, { asksNoMore: true });
  const phone = newPhone(fact);
  if (phone && phone !== reporter.phone) changeReporter(session, { phone });
  // Each call is a reporter of its own: a wrong number must not be called from there either.
  if (phone === null && reporter.channel === 'phone') changeReporter(session, { phone: null });
}

/** The number that a fact gives, null if it removes it. */
function newPhone(fact: Fact): string | null | undefined {
  if (fact.kind === 'phone-given') return fact.phone ?? undefined;
  if (fact.kind === 'report-phone-added') return fact.payload.phone ?? undefined;
  if (fact.kind === 'report-phone-removed' || (fact.kind === 'taken-back' && fact.what === 'phone')) return null;
  return undefined;
}

function reportChange(
  fact: Fact,
  report: ConversationReport,
  statements: Statements,
): Partial<SessionReport> | undefined {
  switch (fact.kind) {
    case 'type-chosen':
      return { type: fact.type, statements };
    case 'report-type-changed':
      return { type: fact.payload.type, statements };
    case 'place-given':
      return { position: fact.position };
    case 'report-position-added':
      return fact.payload.isOlder ? undefined : { position: fact.payload.position };
    case 'place-detailed':
      return { placeDetail: fact.detail };
    case 'report-place-detailed':
      return { placeDetail: fact.payload.detail };
    case 'phone-given':
    case 'report-phone-added': {
      const phone = newPhone(fact);
      return { ...(phone && { phone }), statements };
    }
    case 'taken-back':
      return { [fact.what]: null };
    case 'report-phone-removed':
      return { phone: null };
    case 'silenced':
    case 'report-silenced':
      return { silent: true };
    case 'type-confirmed':
      return { statements };
    case 'report-cancel-requested':
      return { statements, ...cancelShown(report, fact.payload.reason) };
    case 'report-cancel-withdrawn':
      return { statements, ...cancelShown(report, undefined) };
    case 'position-missing':
      return { statements };
    case 'report-duress':
      return { lastNotified: report.lastNotified && { ...report.lastNotified, duress: true } };
    default:
      return undefined;
  }
}

/** What they asked for, for the citizen page. */
function cancelShown({ lastNotified }: ConversationReport, reason: CancelReason | undefined): Partial<SessionReport> {
  if (!lastNotified) return {};
  const { cancelRequested: _, ...status } = lastNotified;
  return { lastNotified: { ...status, ...(reason && { cancelRequested: reason }) } };
}

/** The alert goes out first; everything below enriches it. */
async function submitReport(
  context: IntakeContext,
  work: Work,
  { session, conversation, at }: Scene,
  submission: ReporterEvent<'report-submitted'>,
): Promise<void> {
  const { reportId, silent } = submission.payload;
  const known = session.reports.get(reportId)?.statements ?? conversation.report?.statements;
  const statements = { ...known, submitted: at.toISOString() };
  const { isUnfinished, hasEarlyMessages } = changeReport(session, reportId, { state: 'submitted', statements });
  if (isUnfinished) await context.events.publish(work, 'report-finished', { reportId });
  await publish(context, work, submission);
  const early = hasEarlyMessages ? await takeEarlyMessages(work.tx, reportId) : [];
  const joined = early.slice(ONE_BY_ONE).filter(isJoinable);
  for (const { attachmentId, at, kind, text, externalId } of early.filter((one) => !joined.includes(one))) {
    const message = { messageId: newId(), kind, text, externalId, at };
    await context.events.publish(work, 'report-message-received', { reportId, ...message });
    if (attachmentId) await context.events.publish(work, 'report-media-stored', { externalId, attachmentId });
  }
  if (joined.length > 0) {
    const parts = joined.map(({ at, kind, text, externalId }) => ({ messageId: newId(), kind, text, externalId, at }));
    await context.events.publish(work, 'report-flooded', { reportId, parts });
  }
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
  { report }: Conversation,
  message: ReporterMessage,
  at: Date,
): Promise<void> {
  if (!report) return;
  changeReport(session, report.id, { hasEarlyMessages: true });
  // The report must exist before its messages can point at it.
  await flushSession(work, session);
  await insertEarlyMessage(work.tx, report.id, message, at);
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
