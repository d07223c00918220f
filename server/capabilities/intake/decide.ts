import type { IncidentType } from '#contract/incident-type';
import type { ReportedPosition } from '#contract/position';
import {
  type Conversation,
  type Decision,
  type Fact,
  type Intent,
  isDraft,
  isInTouch,
  type Meaning,
  type Saying,
} from './conversation.ts';
import {
  ask,
  askWhatIsMissing,
  beginReport,
  type Circumstances,
  chooseDraftType,
  giveDraftPlace,
  openDraft,
  withReport,
} from './draft.ts';
import { keepMessage, keepPlaceWords } from './keep-message.ts';

/**
 * The reporter's path (DESIGN 3) as one pure step: what they meant in, what becomes of the report and what we answer
 * out. Alert first, enrich later: as soon as type and place are there, nothing else is asked before the alert.
 */
export function decide(conversation: Conversation, meaning: Meaning, circumstances: Circumstances): Decision {
  let decision: Decision = { conversation, facts: [], sayings: [] };
  for (const intent of meaning.intents) {
    const { facts } = decision;
    // What was just reopened is what they want silence for, not a new report.
    const isReopened = intent.kind === 'hush' && facts.some(({ kind }) => kind === 'nobody-came');
    const next = isReopened ? silence(decision.conversation) : step(decision.conversation, intent, circumstances);
    decision = { ...next, facts: [...facts, ...next.facts] };
    // The alert goes out now; what else the same message may have meant is in its words.
    if (next.facts.some(({ kind }) => kind === 'submitted')) break;
  }
  const kept = meaning.message
    ? keepMessage(decision, meaning.message, meaning.intents.length === 0, circumstances)
    : decision;
  return meaning.placeWords ? keepPlaceWords(kept, meaning.placeWords) : kept;
}

function step(conversation: Conversation, intent: Intent, circumstances: Circumstances): Decision {
  const { report } = conversation;
  const stay = (...sayings: Saying[]): Decision => ({ conversation, facts: [], sayings });
  switch (intent.kind) {
    case 'report':
      return startReport(conversation, intent.silent, circumstances);
    case 'plea':
      if (isInTouch(report)) return stay({ say: 'status' });
      return continueDraft(openDraft(conversation, circumstances));
    case 'hush':
      if (report?.silent && !isEnded(conversation)) return sayWhereWeAre(conversation);
      return startReport(conversation, true, circumstances);
    case 'type':
      if (isInTouch(report)) return changeType(conversation, intent.type);
      return chooseDraftType(conversation, intent.type, circumstances);
    case 'place':
      if (!intent.inThailand) return stay({ say: 'outside-thailand' });
      if (isInTouch(report)) return addPosition(conversation, intent.position);
      return giveDraftPlace(conversation, intent.position, circumstances);
    case 'places': {
      if (isInTouch(report)) return stay({ say: 'status' });
      const draft = openDraft(conversation, circumstances);
      return ask(draft.conversation, 'which-place', draft.facts, { say: 'which-place', places: intent.places });
    }
    case 'unreadable-link': {
      if (isInTouch(report)) return stay({ say: 'status' });
      const draft = openDraft(conversation, circumstances);
      const asked = askWhatIsMissing(draft.conversation, draft.facts);
      const others = asked.conversation.question === 'place' ? [] : asked.sayings;
      return { ...asked, sayings: [{ say: 'unreadable-link' }, ...others] };
    }
    case 'phone':
      return answerPhone(conversation, intent.phone);
    case 'no-calls':
      return answerPhone(conversation, null);
    case 'wrong-phone':
      return isInTouch(report) ? stay({ say: 'phone-wrong' }) : answerPhone(conversation, null);
    case 'same':
      if (isInTouch(report)) return ask(conversation, null, [], { say: 'same-noted' });
      return sayWhereWeAre(conversation);
    case 'new': {
      if (isDraft(report)) return askWhatIsMissing(conversation, []);
      // While a silent report is open the phone must stay silent, so the next report is silent as well.
      const silent = conversation.wantsSilence || (isInTouch(report) && report?.silent === true);
      return beginReport(conversation, silent, circumstances);
    }
    case 'status':
      return sayWhereWeAre(conversation);
    case 'cancel':
      if (isDraft(report)) return ask(conversation, 'cancel', [], { say: 'ask-cancel-draft' });
      if (isInTouch(report)) return ask(conversation, 'cancel', [], { say: 'ask-cancel' });
      return stay({ say: 'nothing-to-cancel' });
    case 'cancel-because':
      if (report && isDraft(report)) return dropDraft(conversation, report.id);
      if (!isInTouch(report)) return stay({ say: 'nothing-to-cancel' });
      return ask(conversation, null, [{ kind: 'cancel-requested', reason: intent.reason }], { say: 'cancel-noted' });
    case 'keep':
      if (isInTouch(report)) return ask(conversation, null, [{ kind: 'cancel-withdrawn' }], { say: 'kept' });
      return sayWhereWeAre(conversation);
    case 'duress':
      if (!isInTouch(report)) return sayWhereWeAre(conversation);
      // The same words as after any other cancelling, and the same buttons below them.
      return ask(conversation, null, [{ kind: 'duress' }], { say: 'cancel-noted' });
    case 'welfare': {
      const { checkId, answer } = intent;
      const say = ({ fine: 'welfare-thanks', 'need-help': 'welfare-help', stop: 'welfare-stopped' } as const)[answer];
      return { conversation, facts: [{ kind: 'welfare-answered', checkId, answer }], sayings: [{ say }] };
    }
    case 'question-answer': {
      const { askedId, question, answer } = intent;
      const facts: Fact[] = [{ kind: 'question-answered', askedId, question, answer }];
      return { conversation, facts, sayings: [{ say: 'answer-noted' }] };
    }
    case 'nobody-came':
      // While someone is still on the way it is news for the officer, not a reopening.
      if (!report || isDraft(report) || isInTouch(report)) return sayWhereWeAre(conversation);
      return ask(conversation, null, [{ kind: 'nobody-came' }]);
    case 'rating':
      if (report?.told?.status !== 'closed') return sayWhereWeAre(conversation);
      return ask(conversation, null, [{ kind: 'rated', stars: intent.stars }], { say: 'rated' });
    case 'help':
    case 'how-to':
      return stay({ say: intent.kind });
    case 'language':
      return setLanguage(conversation, intent.language);
    case 'hello':
      return report && !isEnded(conversation) ? sayWhereWeAre(conversation) : stay({ say: 'greeting' });
    case 'unclear':
      return report && !isEnded(conversation) ? sayWhereWeAre(conversation) : stay({ say: 'idle-hint' });
  }
}

function isEnded({ report }: Conversation): boolean {
  return !isDraft(report) && !isInTouch(report);
}

function continueDraft({ conversation, facts }: Decision): Decision {
  return askWhatIsMissing(conversation, facts);
}

/** The truth about the report at hand; about a draft, that nobody knows of it yet and what is missing. */
function sayWhereWeAre(conversation: Conversation): Decision {
  const { report } = conversation;
  if (isDraft(report)) {
    const asked = askWhatIsMissing(conversation, []);
    return { ...asked, sayings: [{ say: 'status' }, ...asked.sayings] };
  }
  return { conversation, facts: [], sayings: [{ say: report ? 'status' : 'no-report' }] };
}

/** "Report" again while one is open may mean either; silence asked for is given at once, whatever the answer. */
function startReport(conversation: Conversation, silent: boolean, circumstances: Circumstances): Decision {
  const { report } = conversation;
  if (!report || isEnded(conversation)) return beginReport(conversation, silent, circumstances);
  if (silent && !report.silent) return silence(conversation);
  if (isDraft(report)) return askWhatIsMissing(conversation, []);
  const asked = ask(conversation, 'same-or-new', [], { say: 'same-or-new' });
  return { ...asked, conversation: { ...asked.conversation, wantsSilence: silent } };
}

function silence(conversation: Conversation): Decision {
  const silenced = { ...withReport(conversation, { silent: true }), hushed: true };
  const facts: Fact[] = [{ kind: 'silenced' }];
  if (isDraft(conversation.report)) return askWhatIsMissing(silenced, facts);
  return ask(silenced, null, facts, { say: 'silenced' });
}

function changeType(conversation: Conversation, type: IncidentType): Decision {
  if (conversation.report?.type === type) return sayWhereWeAre(conversation);
  const changed = withReport(conversation, { type });
  return ask(changed, conversation.question, [{ kind: 'type-changed', type }], { say: 'type-changed', type });
}

/** The name of a subdistrict, tapped late, must not move the patrol away from a pin; it corrects another name. */
function addPosition(conversation: Conversation, position: ReportedPosition): Decision {
  const { report } = conversation;
  const isName = ({ source, accuracyMetres }: ReportedPosition) => source === 'typed' && accuracyMetres !== null;
  if (isName(position) && report?.position && !isName(report.position)) return sayWhereWeAre(conversation);
  const say = report?.told?.status === 'waiting' ? 'position-waits' : 'position-added';
  return ask(withReport(conversation, { position }), conversation.question, [{ kind: 'position-added', position }], {
    say,
  });
}

function answerPhone(conversation: Conversation, phone: string | null): Decision {
  const fact: Fact = { kind: 'phone-added', phone, canTakeCalls: phone !== null };
  const answered = withReport(conversation, { phone: phone ?? conversation.report?.phone ?? null });
  if (isDraft(conversation.report)) return askWhatIsMissing(phone ? answered : conversation, phone ? [fact] : []);
  if (!isInTouch(conversation.report)) return sayWhereWeAre(conversation);
  return ask(answered, null, [fact], phone ? { say: 'phone-thanks', phone } : { say: 'phone-no-calls' });
}

function dropDraft(conversation: Conversation, reportId: string): Decision {
  return ask({ ...conversation, report: null }, null, [{ kind: 'dropped', reportId }], { say: 'draft-dropped' });
}

function setLanguage(conversation: Conversation, language: 'th' | 'en'): Decision {
  const where = conversation.report ? sayWhereWeAre(conversation) : { conversation, sayings: [] };
  return {
    conversation: where.conversation,
    facts: [{ kind: 'language-chosen', language }],
    sayings: [{ say: 'language-set' }, ...where.sayings],
  };
}
