import type { Speech } from '#events/speech';
import type { Work } from '#platform/database/transaction';
import type { Conversation } from './conversation.ts';
import type { Reporter } from './store.ts';
import type { HeldReport, ReportChange, TalkChanges } from './store-talk.ts';

/**
 * What one transaction holds of one reporter: read once, changed here, written and said once at its end. Going to the
 * database for each small change would cost a report more than all the rest of its work.
 */
export type Talk = {
  reporter: Reporter;
  /** As it will be kept; of its report only the id counts, `reports` has what is known of it. */
  conversation: Conversation;
  reports: Map<string, HeldReport>;
  changed: { reporter: boolean; conversation: boolean; reports: Map<string, ReportChange> };
  /** What will be said, in order. */
  speeches: Speech[];
};

/** The talks of a transaction: news that comes back to the reporter who caused it must find them as they are by now. */
const talksOf = new WeakMap<Work, Map<string, Talk>>();

export function holdTalk(work: Work, reporter: Reporter, conversation: Conversation, report: HeldReport | null): Talk {
  const talk: Talk = {
    reporter,
    conversation,
    reports: new Map(report ? [[report.id, report]] : []),
    changed: { reporter: false, conversation: false, reports: new Map() },
    speeches: [],
  };
  const talks = talksOf.get(work) ?? new Map<string, Talk>();
  talksOf.set(work, talks.set(reporter.id, talk));
  return talk;
}

export function findHeldTalk(work: Work, by: { reporterId: string } | { reportId: string }): Talk | undefined {
  const talks = talksOf.get(work);
  if ('reporterId' in by) return talks?.get(by.reporterId);
  return [...(talks?.values() ?? [])].find(({ reports }) => reports.has(by.reportId));
}

/** The conversation with its report as it is by now. */
export function currentConversation({ conversation, reports }: Talk): Conversation {
  const report = conversation.report;
  return report ? { ...conversation, report: reports.get(report.id) ?? report } : conversation;
}

export function changeReporter(talk: Talk, change: Partial<Reporter>): void {
  talk.reporter = { ...talk.reporter, ...change };
  talk.changed.reporter = true;
}

export function changeConversation(talk: Talk, conversation: Conversation): void {
  if (isSame(talk.conversation, conversation)) return;
  talk.conversation = conversation;
  talk.changed.conversation = true;
}

function isSame(one: Conversation, other: Conversation): boolean {
  const kept = ({ report, ...rest }: Conversation) => JSON.stringify([report?.id, rest]);
  return kept(one) === kept(other);
}

/** Adds a report that has just begun. */
export function beginReport(talk: Talk, report: HeldReport, askAgainAt: Date): void {
  talk.reports.set(report.id, report);
  talk.changed.reports.set(report.id, { report, begun: { askAgainAt } });
}

export function changeReport(
  talk: Talk,
  id: string,
  change: Partial<HeldReport>,
  more: Pick<ReportChange, 'giveUpAt' | 'stars'> = {},
): HeldReport {
  const known = talk.reports.get(id);
  if (!known) throw new Error('a report that is not held was changed');
  const report = { ...known, ...change };
  talk.reports.set(id, report);
  talk.changed.reports.set(id, { ...talk.changed.reports.get(id), ...more, report });
  return report;
}

/** What is to be written, once. */
export function takeChanges(talk: Talk): TalkChanges {
  const { reporter, conversation, reports } = talk.changed;
  talk.changed = { reporter: false, conversation: false, reports: new Map() };
  return {
    reporter: reporter ? talk.reporter : null,
    conversation: conversation ? talk.conversation : null,
    reports: [...reports.values()],
  };
}

/**
 * What is to be said, once: neighbours of one manner become one speech, so that they leave as one. Of the buttons
 * only the last ones count, as they would below the last message anyway.
 */
export function takeSpeeches(talk: Talk): Speech[] {
  const joined: Speech[] = [];
  for (const speech of talk.speeches.splice(0)) {
    const before = joined.at(-1);
    const isAlike = before?.quiet === speech.quiet && before.preview === speech.preview;
    if (before && isAlike && before.about === null && speech.about === null) {
      joined[joined.length - 1] = { ...speech, parts: [...before.parts, ...speech.parts] };
    } else joined.push(speech);
  }
  return joined;
}
