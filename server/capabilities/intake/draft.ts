import type { IncidentType } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';
import {
  type Conversation,
  type ConversationReport,
  type Decision,
  type Fact,
  isDraft,
  type Prompt,
  type Question,
  type ReporterEvent,
} from './conversation.ts';
import { isTypeNews, statementsAfter } from './statements.ts';
import type { Reporter } from './store.ts';

/** What a decision needs besides the conversation. */
export type Circumstances = {
  reporter: Pick<Reporter, 'id' | 'channel' | 'language'>;
  newReportId: string;
  newMessageId: string;
  /** When they wrote it, by their platform's clock, which may run ahead of ours. */
  at: Date;
  now: Date;
  /** They write faster than anybody can read. */
  isFlood: boolean;
};

/** Asks a question. The numbers of another question can no longer be typed. */
export function ask(
  conversation: Conversation,
  question: Question | null,
  facts: Fact[],
  ...prompts: Prompt[]
): Decision {
  const offered = question === conversation.question ? conversation.offered : [];
  return { conversation: { ...conversation, question, offered, wantsSilence: false }, facts, prompts };
}

/** Begins a report; the conversation takes over its silent mode. */
export function beginReport(conversation: Conversation, silent: boolean, circumstances: Circumstances): Decision {
  const begun = withNewReport(conversation, silent, circumstances);
  return askWhatIsMissing(begun.conversation, begun.facts);
}

/**
 * The current draft, or a new one if there is none or the last report has ended. A new draft keeps the silent mode of
 * the last one, because the reporter may still be watched.
 */
export function openDraft(conversation: Conversation, circumstances: Circumstances): Decision {
  if (isDraft(conversation.report)) return { conversation, facts: [], prompts: [] };
  return withNewReport(conversation, conversation.silentMode, circumstances);
}

function withNewReport(conversation: Conversation, silent: boolean, { newReportId, at, now }: Circumstances): Decision {
  const report = newReport({ id: newReportId, silent, startedAt: at < now ? at : now });
  return {
    conversation: { ...conversation, report, silentMode: silent },
    facts: [{ kind: 'started' }],
    prompts: [],
  };
}

/** A report of which nothing is known yet. */
export function newReport(begun: Pick<ConversationReport, 'id' | 'silent' | 'startedAt'>): ConversationReport {
  const nothing = { type: null, position: null, placeDetail: null, phone: null, statements: {}, lastNotified: null };
  return { ...begun, ...nothing };
}

export function chooseDraftType(
  conversation: Conversation,
  { type, fromText = false }: { type: IncidentType; fromText?: boolean },
  circumstances: Circumstances,
): Decision {
  const draft = openDraft(conversation, circumstances);
  const { at } = circumstances;
  const counts = draft.conversation.report;
  // An older choice that arrives late changes nothing.
  if (counts && !isTypeNews(counts, { type, at, fromText })) return askWhatIsMissing(draft.conversation, draft.facts);
  const fact: Fact = { kind: 'type-chosen', type, fromText };
  const statements = statementsAfter(counts?.statements ?? {}, fact, at);
  return askWhatIsMissing(withReport(draft.conversation, { type, statements }), [...draft.facts, fact]);
}

export function giveDraftPlace(
  conversation: Conversation,
  position: ReportedPosition,
  circumstances: Circumstances,
): Decision {
  const draft = openDraft(conversation, circumstances);
  const facts: Fact[] = [...draft.facts, { kind: 'place-given', position }];
  return askWhatIsMissing(withReport(draft.conversation, { position }), facts);
}

type Prompts = { type: 'ask-type' | 'ask-type-again'; place: 'ask-place' | 'ask-place-again' };

/**
 * If a place is known nothing is asked before the alert, and `submitWithPlace` sends it. Without a type the station is
 * alerted with "not known yet", and the reporter is asked for it afterwards.
 */
export function askWhatIsMissing(
  conversation: Conversation,
  facts: Fact[],
  prompts: Prompts = { type: 'ask-type', place: 'ask-place' },
): Decision {
  const { report } = conversation;
  if (report?.position && report.type) return askPhone(conversation, facts);
  if (report?.position) {
    const all: Fact[] = [...facts, { kind: 'type-chosen', type: 'unknown' }];
    return ask(withReport(conversation, { type: 'unknown' }), 'type', all, { key: 'alerted-ask-type' });
  }
  if (report?.type) return ask(conversation, 'place', facts, { key: prompts.place });
  return ask(conversation, 'type', facts, { key: prompts.type });
}

/** A draft with a place is submitted, at the end of the step: the alert has everything that the message said. */
export function submitWithPlace(decision: Decision, { reporter }: Pick<Circumstances, 'reporter'>): Decision {
  const { report } = decision.conversation;
  if (!isDraft(report) || !report.position) return decision;
  return { ...decision, facts: [...decision.facts, submissionOf(report, reporter)] };
}

/** The alert of a report. @throws when its type or place is missing */
export function submissionOf(
  { id, type, silent, position, placeDetail, phone, startedAt, statements }: ConversationReport,
  { id: reporterId, channel, language }: Circumstances['reporter'],
): ReporterEvent<'report-submitted'> {
  if (!type || !position) throw new Error('a report without type or place was submitted');
  const payload = {
    reportId: id,
    reporterId,
    channel,
    type,
    silent,
    language,
    position,
    placeDetail,
    phone,
    startedAt,
    writtenAt: statements.written ? new Date(statements.written) : null,
    positionError: statements.positionError ?? null,
    gathered: statements.gathered ?? null,
    ...(statements.lineVerified && { lineVerified: statements.lineVerified }),
  };
  return { kind: 'report-submitted', payload };
}

/** The last question. A silent reporter must not be called, so they are not asked. */
export function askPhone(conversation: Conversation, facts: Fact[], ...prompts: Prompt[]): Decision {
  const { report } = conversation;
  if (report?.silent || report?.phone) return ask(conversation, null, facts, ...prompts);
  return ask(conversation, 'phone', facts, ...prompts, { key: 'ask-phone' });
}

export function withReport(conversation: Conversation, change: Partial<NonNullable<Conversation['report']>>) {
  return { ...conversation, report: conversation.report && { ...conversation.report, ...change } };
}
