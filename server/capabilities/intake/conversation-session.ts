import type { OutgoingMessage } from '#events/outgoing-message';
import type { Work } from '#platform/database/transaction';
import type { Conversation } from './conversation.ts';
import type { Reporter } from './store.ts';
import type { ReportChange, SessionChanges, SessionReport } from './store-conversation.ts';

/**
 * What one transaction holds of one reporter: read once, changed here, written and said once at its end. Going to the
 * database for each small change would cost a report more than all the rest of its work.
 */
export type ConversationSession = {
  reporter: Reporter;
  /** As it will be kept; of its report only the id counts, `reports` has what is known of it. */
  conversation: Conversation;
  reports: Map<string, SessionReport>;
  changed: { reporter: boolean; conversation: boolean; reports: Map<string, ReportChange> };
  /** What will be said, in order. */
  messages: OutgoingMessage[];
};

/** The talks of a transaction: news that comes back to the reporter who caused it must find them as they are by now. */
const sessionsOf = new WeakMap<Work, Map<string, ConversationSession>>();

export function openSession(
  work: Work,
  reporter: Reporter,
  conversation: Conversation,
  report: SessionReport | null,
): ConversationSession {
  const session: ConversationSession = {
    reporter,
    conversation,
    reports: new Map(report ? [[report.id, report]] : []),
    changed: { reporter: false, conversation: false, reports: new Map() },
    messages: [],
  };
  const talks = sessionsOf.get(work) ?? new Map<string, ConversationSession>();
  sessionsOf.set(work, talks.set(reporter.id, session));
  return session;
}

export function findOpenSession(
  work: Work,
  by: { reporterId: string } | { reportId: string },
): ConversationSession | undefined {
  const talks = sessionsOf.get(work);
  if ('reporterId' in by) return talks?.get(by.reporterId);
  return [...(talks?.values() ?? [])].find(({ reports }) => reports.has(by.reportId));
}

/** The conversation with its report as it is by now. */
export function currentConversation({ conversation, reports }: ConversationSession): Conversation {
  const report = conversation.report;
  return report ? { ...conversation, report: reports.get(report.id) ?? report } : conversation;
}

export function changeReporter(session: ConversationSession, change: Partial<Reporter>): void {
  session.reporter = { ...session.reporter, ...change };
  session.changed.reporter = true;
}

export function changeConversation(session: ConversationSession, conversation: Conversation): void {
  if (isSame(session.conversation, conversation)) return;
  session.conversation = conversation;
  session.changed.conversation = true;
}

function isSame(one: Conversation, other: Conversation): boolean {
  const kept = ({ report, ...rest }: Conversation) => JSON.stringify([report?.id, rest]);
  return kept(one) === kept(other);
}

/** Adds a report that has just begun. */
export function beginReport(session: ConversationSession, report: SessionReport, askAgainAt: Date): void {
  session.reports.set(report.id, report);
  session.changed.reports.set(report.id, { report, begun: { askAgainAt } });
}

export function changeReport(
  session: ConversationSession,
  id: string,
  change: Partial<SessionReport>,
  more: Pick<ReportChange, 'giveUpAt' | 'stars'> = {},
): SessionReport {
  const known = session.reports.get(id);
  if (!known) throw new Error('a report that is not held was changed');
  const report = { ...known, ...change };
  session.reports.set(id, report);
  session.changed.reports.set(id, { ...session.changed.reports.get(id), ...more, report });
  return report;
}

/** What is to be written, once. */
export function takeChanges(session: ConversationSession): SessionChanges {
  const { reporter, conversation, reports } = session.changed;
  session.changed = { reporter: false, conversation: false, reports: new Map() };
  return {
    reporter: reporter ? session.reporter : null,
    conversation: conversation ? session.conversation : null,
    reports: [...reports.values()],
  };
}

/**
 * What is to be said, once: neighbours of one manner become one speech, so that they leave as one. Of the buttons
 * only the last ones count, as they would below the last message anyway.
 */
export function takeMessages(session: ConversationSession): OutgoingMessage[] {
  const joined: OutgoingMessage[] = [];
  for (const speech of session.messages.splice(0)) {
    const before = joined.at(-1);
    const isAlike = before?.quiet === speech.quiet && before.preview === speech.preview;
    if (before && isAlike && before.about === null && speech.about === null) {
      joined[joined.length - 1] = { ...speech, parts: [...before.parts, ...speech.parts] };
    } else joined.push(speech);
  }
  return joined;
}
