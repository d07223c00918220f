import type { IncidentType } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';
import {
  type Conversation,
  type Decision,
  type Fact,
  type Intent,
  isDraft,
  isInTouch,
  type Question,
  type Saying,
  type TalkedReport,
} from './conversation.ts';

/** What a decision may look at besides the conversation itself. */
export type Circumstances = { newReportId: string };

/**
 * The reporter's path (DESIGN 3) as one pure step: what they meant in, what becomes of the report and what we answer
 * out. Alert first, enrich later: as soon as type and place are there, nothing else is asked before the alert.
 */
export function decide(conversation: Conversation, intent: Intent, circumstances: Circumstances): Decision {
  const { report } = conversation;
  const stay = (...sayings: Saying[]): Decision => ({ conversation, facts: [], sayings });
  switch (intent.kind) {
    case 'report':
      return startReport(conversation, intent.silent, circumstances);
    case 'type':
      return chooseType(conversation, intent.type, circumstances);
    case 'place':
      if (!intent.inThailand) return stay({ say: 'outside-thailand' });
      return givePlace(conversation, intent.position, circumstances);
    case 'places':
      if (isDraft(report)) return ask(conversation, 'which-place', [], { say: 'which-place', places: intent.places });
      return passOn(conversation, { kind: 'text', text: intent.text, externalId: intent.messageId });
    case 'phone':
      return answerPhone(conversation, { kind: 'phone-added', phone: intent.phone, canTakeCalls: true }, intent.phone);
    case 'no-calls':
      return answerPhone(conversation, { kind: 'phone-added', phone: null, canTakeCalls: false });
    case 'wrong-phone':
      return stay({ say: 'phone-wrong' });
    case 'message':
      return passOn(conversation, intent.message);
    case 'same':
      return sameReport(conversation);
    case 'new':
      return beginReport(conversation, conversation.wantsSilence, circumstances);
    case 'status':
      return stay({ say: report ? 'status' : 'no-report' });
    case 'cancel':
      if (!isDraft(report) && !isInTouch(report)) return stay({ say: 'nothing-to-cancel' });
      return ask(conversation, 'cancel', [], { say: 'ask-cancel' });
    case 'cancel-because':
      if (isDraft(report)) return closeDraft(conversation);
      if (!isInTouch(report)) return stay({ say: 'nothing-to-cancel' });
      return ask(conversation, null, [{ kind: 'cancel-requested', reason: intent.reason }], { say: 'cancel-noted' });
    case 'keep':
      if (isDraft(report)) return askWhatIsMissing(conversation, []);
      if (!isInTouch(report)) return stay({ say: report ? 'status' : 'no-report' });
      return ask(conversation, null, [{ kind: 'cancel-withdrawn' }], { say: 'kept' });
    case 'nobody-came':
      // Said while someone is still on the way it is news for the officer, not a reopening.
      if (isInTouch(report)) return stay({ say: 'status' });
      if (!report) return stay({ say: 'no-report' });
      return ask(conversation, null, [{ kind: 'nobody-came' }]);
    case 'rating':
      if (report?.told?.status !== 'closed') return stay({ say: report ? 'status' : 'no-report' });
      return ask(conversation, null, [{ kind: 'rated', stars: intent.stars }], { say: 'rated' });
    case 'help':
    case 'how-to':
      return stay({ say: intent.kind });
    case 'language':
      return { ...stay({ say: 'language-set' }), facts: [{ kind: 'language-chosen', language: intent.language }] };
    case 'hello':
      if (isDraft(report)) return askWhatIsMissing(conversation, []);
      return stay({ say: isInTouch(report) ? 'status' : 'greeting' });
    case 'unclear':
      if (isDraft(report)) return askWhatIsMissing(conversation, []);
      return stay({ say: isInTouch(report) ? 'status' : 'idle-hint' });
  }
}

function ask(conversation: Conversation, question: Question | null, facts: Fact[], ...sayings: Saying[]): Decision {
  return { conversation: { ...conversation, question, wantsSilence: false }, facts, sayings };
}

/** "Report" again while one is open may mean either; silence asked for is given at once, whatever the answer. */
function startReport(conversation: Conversation, silent: boolean, circumstances: Circumstances): Decision {
  const { report } = conversation;
  if (report && isInTouch(report)) {
    if (silent && !report.silent) return silence(conversation, report);
    const asked = ask(conversation, 'same-or-new', [], { say: 'same-or-new' });
    return { ...asked, conversation: { ...asked.conversation, wantsSilence: silent } };
  }
  if (report && isDraft(report)) {
    if (silent && !report.silent) return silence(conversation, report);
    return askWhatIsMissing(conversation, []);
  }
  return beginReport(conversation, silent, circumstances);
}

function silence(conversation: Conversation, report: TalkedReport): Decision {
  const silenced = { ...conversation, report: { ...report, silent: true } };
  const facts: Fact[] = [{ kind: 'silenced' }];
  if (isDraft(report)) return askWhatIsMissing(silenced, facts);
  return ask(silenced, null, facts, { say: 'silenced' });
}

function beginReport(conversation: Conversation, silent: boolean, { newReportId }: Circumstances): Decision {
  const report = { id: newReportId, silent, type: null, position: null, told: null };
  return ask({ ...conversation, report }, 'type', [{ kind: 'started', silent }], { say: 'ask-type' });
}

/** The report the words are about: the draft at hand, or a new one when there is none or the last has ended. */
function draftOf(conversation: Conversation, { newReportId }: Circumstances): { report: TalkedReport; facts: Fact[] } {
  if (conversation.report && isDraft(conversation.report)) return { report: conversation.report, facts: [] };
  const report = { id: newReportId, silent: false, type: null, position: null, told: null };
  return { report, facts: [{ kind: 'started', silent: false }] };
}

function chooseType(conversation: Conversation, type: IncidentType, circumstances: Circumstances): Decision {
  if (conversation.report && isInTouch(conversation.report)) {
    if (conversation.report.type === type) return ask(conversation, conversation.question, [], { say: 'status' });
    const changed = { ...conversation, report: { ...conversation.report, type } };
    return ask(changed, conversation.question, [{ kind: 'type-changed', type }], { say: 'type-changed', type });
  }
  const { report, facts } = draftOf(conversation, circumstances);
  const typed = { ...conversation, report: { ...report, type } };
  return askWhatIsMissing(typed, [...facts, { kind: 'type-chosen', type }]);
}

function givePlace(conversation: Conversation, position: ReportedPosition, circumstances: Circumstances): Decision {
  if (conversation.report && isInTouch(conversation.report)) {
    const facts: Fact[] = [{ kind: 'position-added', position }];
    return ask(conversation, conversation.question, facts, { say: 'position-added' });
  }
  const { report, facts } = draftOf(conversation, circumstances);
  const placed = { ...conversation, report: { ...report, position } };
  return askWhatIsMissing(placed, [...facts, { kind: 'place-given', position }]);
}

/** Type and place known: submit. Otherwise ask for the one that is missing, never for anything else. */
function askWhatIsMissing(
  conversation: Conversation,
  facts: Fact[],
  placePrompt: Saying['say'] = 'ask-place',
): Decision {
  const { report } = conversation;
  if (report?.type && report.position) {
    const submitted = report.silent ? null : 'phone';
    return ask(conversation, submitted, [...facts, { kind: 'submitted' }], ...phoneQuestion(report));
  }
  if (report?.type) return ask(conversation, 'place', facts, { say: placePrompt } as Saying);
  return ask(conversation, 'type', facts, { say: report?.position ? 'got-place-ask-type' : 'ask-type' });
}

/** Who is silent must not be called, so is not asked for a phone. */
function phoneQuestion(report: TalkedReport): Saying[] {
  return report.silent ? [] : [{ say: 'ask-phone' }];
}

/** Words, pictures and stickers belong to the officer; before there is a place they are kept, and the place asked. */
function passOn(conversation: Conversation, message: Extract<Fact, { kind: 'message-received' }>['message']): Decision {
  const { report } = conversation;
  const facts: Fact[] = [{ kind: 'message-received', message }];
  if (report && isDraft(report)) return askWhatIsMissing(conversation, facts, 'ask-place-again');
  if (!report || !isInTouch(report)) return { conversation, facts: [], sayings: [{ say: 'idle-hint' }] };
  const answered = report.told?.status !== 'waiting';
  return { conversation, facts, sayings: [{ say: answered ? 'message-passed-on' : 'message-waits' }] };
}

function answerPhone(conversation: Conversation, fact: Fact, phone?: string): Decision {
  if (!isInTouch(conversation.report)) return ask(conversation, null, [], { say: 'idle-hint' });
  return ask(conversation, null, [fact], phone ? { say: 'phone-thanks', phone } : { say: 'phone-no-calls' });
}

function sameReport(conversation: Conversation): Decision {
  return ask(conversation, null, [], { say: conversation.report ? 'same-noted' : 'no-report' });
}

function closeDraft(conversation: Conversation): Decision {
  return ask({ ...conversation, report: null }, null, [{ kind: 'dropped' }], { say: 'draft-dropped' });
}
