import type { OutgoingMessage } from '#events/outgoing-message';
import type { Conversation } from './conversation.ts';
import type { Reporter } from './store.ts';
import type { ReportChange, SessionReport } from './store-conversation.ts';

/**
 * What one transaction knows about one reporter: read once, changed in memory, written and sent once at its end.
 * Writing each small change by itself would cost more than all the rest of handling a report.
 */
export type ConversationSession = {
  reporter: Reporter;
  /** Of somebody who has not written before: when they did. Their row is not there yet. */
  since: Date | null;
  /** As it will be stored; only the id of its report counts, `reports` has the current state. */
  conversation: Conversation;
  reports: Map<string, SessionReport>;
  changed: {
    reporter: false | 'added' | 'changed';
    conversation: boolean;
    reports: Map<string, ReportChange>;
  };
  /** False once it has ended: its messages are out, and what changes later in the transaction has to be ended again. */
  isOpen: boolean;
  /** The messages to send, in order. */
  messages: OutgoingMessage[];
};

export function newSession(
  reporter: Reporter,
  conversation: Conversation,
  report: SessionReport | null,
  since: Date | null = null,
): ConversationSession {
  return {
    reporter,
    conversation,
    reports: new Map(report ? [[report.id, report]] : []),
    since,
    changed: { reporter: since !== null && 'added', conversation: false, reports: new Map() },
    isOpen: true,
    messages: [],
  };
}

/** The conversation with the current state of its report. */
export function currentConversation({ conversation, reports }: ConversationSession): Conversation {
  const report = conversation.report;
  return report ? { ...conversation, report: reports.get(report.id) ?? report } : conversation;
}

export function changeReporter(session: ConversationSession, change: Partial<Reporter>): void {
  session.reporter = { ...session.reporter, ...change };
  session.changed.reporter ||= 'changed';
}

export function changeConversation(session: ConversationSession, conversation: Conversation): void {
  if (isSame(session.conversation, conversation)) return;
  session.conversation = conversation;
  session.changed.conversation = true;
}

function isSame(one: Conversation, other: Conversation): boolean {
  const comparable = ({ report, ...rest }: Conversation) => JSON.stringify([report?.id, rest]);
  return comparable(one) === comparable(other);
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
  if (!known) throw new Error('a report that is not in the session was changed');
  const report = { ...known, ...change };
  session.reports.set(id, report);
  session.changed.reports.set(id, { ...session.changed.reports.get(id), ...more, report });
  return report;
}

// Taken is taken: what one statement has written, the next one leaves alone.

export function takeNewReporter({ changed, reporter, since }: ConversationSession): (Reporter & { since: Date })[] {
  if (changed.reporter !== 'added' || since === null) return [];
  changed.reporter = false;
  return [{ ...reporter, since }];
}

export function takeReporter({ changed, reporter }: ConversationSession): Reporter[] {
  if (changed.reporter !== 'changed') return [];
  changed.reporter = false;
  return [reporter];
}

/** The reports that have begun, or those that were there before. */
export function takeReports(session: ConversationSession, which: 'begun' | 'known') {
  const { changed, reporter } = session;
  const taken = [...changed.reports.values()].filter(({ begun }) => (which === 'begun') === (begun !== undefined));
  for (const { report } of taken) changed.reports.delete(report.id);
  return taken.map((change) => ({ ...change, reporterId: reporter.id }));
}

export function takeConversation({ changed, reporter, conversation }: ConversationSession) {
  if (!changed.conversation) return [];
  changed.conversation = false;
  return [{ reporterId: reporter.id, conversation }];
}

/**
 * Returns the messages to send, and forgets them. Neighbours with the same sound and preview are joined, so that one
 * call sends them. Only the last buttons count, as in LINE.
 */
export function takeMessages(session: ConversationSession): OutgoingMessage[] {
  const joined: OutgoingMessage[] = [];
  for (const message of session.messages.splice(0)) {
    const before = joined.at(-1);
    const isJoinable = before?.quiet === message.quiet && before.preview === message.preview;
    if (before && isJoinable && before.about === null && message.about === null) {
      joined[joined.length - 1] = { ...message, parts: [...before.parts, ...message.parts] };
    } else joined.push(message);
  }
  return joined;
}
