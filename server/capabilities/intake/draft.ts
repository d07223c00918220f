import type { IncidentType } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';
import { type Conversation, type Decision, type Fact, isDraft, type Question, type Saying } from './conversation.ts';
import { isTypeNews, saidAfter } from './said.ts';

/** What a decision may look at besides the conversation itself. */
export type Circumstances = { newReportId: string /** When they said it. */; at: Date };

/** Moves the conversation on. What another question offered can no longer be typed by its number. */
export function ask(
  conversation: Conversation,
  question: Question | null,
  facts: Fact[],
  ...sayings: Saying[]
): Decision {
  const offered = question === conversation.question ? conversation.offered : [];
  return { conversation: { ...conversation, question, offered, wantsSilence: false }, facts, sayings };
}

/** Begins a report; from now on we speak in its manner. */
export function beginReport(conversation: Conversation, silent: boolean, circumstances: Circumstances): Decision {
  const begun = withNewReport(conversation, silent, circumstances);
  return askWhatIsMissing(begun.conversation, begun.facts);
}

/**
 * The draft at hand, or a new one when there is none or the last report has ended. Begun without a word about silence
 * it keeps the manner of the last one: whoever had to be silent may still be watched.
 */
export function openDraft(conversation: Conversation, circumstances: Circumstances): Decision {
  if (isDraft(conversation.report)) return { conversation, facts: [], sayings: [] };
  return withNewReport(conversation, conversation.hushed, circumstances);
}

function withNewReport(conversation: Conversation, silent: boolean, { newReportId }: Circumstances): Decision {
  const nothing = { type: null, position: null, placeDetail: null, phone: null, said: {}, told: null };
  const report = { id: newReportId, silent, ...nothing };
  return {
    conversation: { ...conversation, report, hushed: silent },
    facts: [{ kind: 'started', silent }],
    sayings: [],
  };
}

export function chooseDraftType(
  conversation: Conversation,
  { type, byWords = false }: { type: IncidentType; byWords?: boolean },
  circumstances: Circumstances,
): Decision {
  const draft = openDraft(conversation, circumstances);
  const { at } = circumstances;
  const counts = draft.conversation.report;
  // Delivered late, an older choice changes nothing.
  if (counts && !isTypeNews(counts, { type, at, byWords })) return askWhatIsMissing(draft.conversation, draft.facts);
  const fact: Fact = { kind: 'type-chosen', type, byWords };
  const said = saidAfter(counts?.said ?? {}, fact, at);
  return askWhatIsMissing(withReport(draft.conversation, { type, said }), [...draft.facts, fact]);
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
 * A place is known: submit, whatever else is missing. A type is never a reason to wait: without one the station is
 * alerted with "not known yet" and the reporter is asked for it afterwards.
 */
export function askWhatIsMissing(
  conversation: Conversation,
  facts: Fact[],
  prompts: Prompts = { type: 'ask-type', place: 'ask-place' },
): Decision {
  const { report } = conversation;
  if (report?.position && report.type) return askPhone(conversation, [...facts, { kind: 'submitted' }]);
  if (report?.position) {
    const submitted: Fact[] = [...facts, { kind: 'type-chosen', type: 'unknown' }, { kind: 'submitted' }];
    return ask(withReport(conversation, { type: 'unknown' }), 'type', submitted, { say: 'alerted-ask-type' });
  }
  if (report?.type) return ask(conversation, 'place', facts, { say: prompts.place });
  return ask(conversation, 'type', facts, { say: prompts.type });
}

/** The last thing asked for. Who is silent must not be called, so is not asked. */
export function askPhone(conversation: Conversation, facts: Fact[], ...sayings: Saying[]): Decision {
  const { report } = conversation;
  if (report?.silent || report?.phone) return ask(conversation, null, facts, ...sayings);
  return ask(conversation, 'phone', facts, ...sayings, { say: 'ask-phone' });
}

export function withReport(conversation: Conversation, change: Partial<NonNullable<Conversation['report']>>) {
  return { ...conversation, report: conversation.report && { ...conversation.report, ...change } };
}
