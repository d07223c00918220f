import type { PublicLanguage } from '#contract/languages';
import type { ReportedPosition } from '#contract/position';
import {
  type Conversation,
  type ConversationReport,
  type Decision,
  type Fact,
  type Intent,
  isDraft,
  isHeard,
  isInTouch,
  type Meaning,
  type Prompt,
} from './conversation.ts';
import {
  ask,
  askPhone,
  askWhatIsMissing,
  beginReport,
  type Circumstances,
  chooseDraftType,
  giveDraftPlace,
  openDraft,
  submitWithPlace,
  withReport,
} from './draft.ts';
import { keepMessage, keepPlaceText, messageReceived } from './keep-message.ts';
import { translateQuestion } from './ready-questions.ts';
import { isNewest, isPositionNews, isTypeNews, statementsAfter } from './statements.ts';
import { translatorFor } from './translate.ts';

/**
 * One step of the conversation as a pure function: from what the reporter meant to the facts and prompts.
 * Alert first, ask later: as soon as a place is known, nothing else is asked before the alert. Statements count by the
 * time they were made, never by the order in which they arrive (`statements.ts`).
 */
export function decide(conversation: Conversation, meaning: Meaning, circumstances: Circumstances): Decision {
  let decision: Decision = { conversation, facts: [], prompts: [] };
  for (const intent of meaning.intents) {
    const { facts } = decision;
    // "Silent" is meant for the report that was just reopened, not for a new one.
    const isReopened = intent.kind === 'silence' && facts.some(({ kind }) => kind === 'report-nobody-came');
    const next = isReopened ? silence(decision.conversation) : step(decision.conversation, intent, circumstances);
    decision = { ...next, facts: [...facts, ...next.facts] };
    // The alert goes out now; the officer reads the rest in the text of the message.
    const { report } = next.conversation;
    if (isDraft(report) && report.position) break;
  }
  const next = meaning.message
    ? keepMessage(decision, meaning.message, meaning.intents.length === 0, circumstances)
    : decision;
  const all = meaning.placeText ? keepPlaceText(next, meaning.placeText) : next;
  return submitWithPlace(hearToo(conversation, all, meaning, circumstances), circumstances);
}

/** Asked to add something, they tell of danger: a new report begins, and what they wrote is their answer as well. */
function hearToo(
  { report }: Conversation,
  decision: Decision,
  { message }: Meaning,
  circumstances: Circumstances,
): Decision {
  const isOther = report !== null && decision.conversation.report?.id !== report.id;
  if (!isOther || !message || !isHeard(report, circumstances.at)) return decision;
  const answer = messageReceived(report.id, { ...message, externalId: `${message.externalId}:heard` }, circumstances);
  return { ...decision, facts: [...decision.facts, answer] };
}

function step(conversation: Conversation, intent: Intent, circumstances: Circumstances): Decision {
  const { report } = conversation;
  const { at } = circumstances;
  const stay = (...prompts: Prompt[]): Decision => ({ conversation, facts: [], prompts });
  if (isEnded(conversation) && wasStatedBeforeItsEnd(report, at)) {
    const late = answerLate(conversation, intent);
    if (late) return late;
  }
  switch (intent.kind) {
    case 'report':
      return startReport(conversation, intent.silent, circumstances);
    case 'help-request':
      if (isInTouch(report)) return stay({ key: 'status' });
      return continueDraft(openDraft(conversation, circumstances));
    case 'silence':
      if (report?.silent && !isEnded(conversation)) return answerStatus(conversation);
      return startReport(conversation, true, circumstances);
    case 'type':
      if (isInTouch(report)) return changeType(conversation, intent, at);
      return chooseDraftType(conversation, intent, circumstances);
    case 'place':
      // A person taken across a border may have nothing else to send, so the control room sees the draft.
      if (!intent.inThailand) return sendAbroad(conversation, circumstances);
      if (isInTouch(report)) return addPosition(conversation, report, intent.position);
      return giveDraftPlace(conversation, intent.position, circumstances);
    case 'places': {
      if (isInTouch(report)) return stay({ key: 'status' });
      const draft = openDraft(conversation, circumstances);
      return ask(draft.conversation, 'which-place', draft.facts, { key: 'which-place', places: intent.places });
    }
    case 'placement':
      return comeByPlacement(conversation, intent, circumstances);
    case 'unreadable-link': {
      if (isInTouch(report)) return stay({ key: 'status' });
      const draft = openDraft(conversation, circumstances);
      const asked = askWhatIsMissing(draft.conversation, draft.facts);
      const others = asked.conversation.question === 'place' ? [] : asked.prompts;
      return { ...asked, prompts: [{ key: 'unreadable-link' }, ...others] };
    }
    case 'phone':
      return answerPhone(conversation, intent.phone, at);
    case 'no-calls':
      return answerPhone(conversation, null, at);
    case 'wrong-phone':
      return isInTouch(report) ? stay({ key: 'phone-wrong' }) : answerPhone(conversation, null, at);
    case 'doubtful-phone':
      if (!isInTouch(report)) return answerStatus(conversation);
      return ask(conversation, 'phone', [], { key: 'phone-doubtful', phone: intent.phone });
    case 'same':
      if (isInTouch(report)) return ask(conversation, null, [], { key: 'same-noted' });
      return answerStatus(conversation);
    case 'new': {
      if (isDraft(report)) return askWhatIsMissing(conversation, []);
      // While a silent report is open, a new report is silent as well.
      const silent = conversation.wantsSilence || (isInTouch(report) && report?.silent === true);
      return beginReport(conversation, silent, circumstances);
    }
    case 'status': {
      const answered = answerStatus(conversation);
      if (report && !isEnded(conversation)) return answered;
      const payload = { reporterId: circumstances.reporter.id };
      return { ...answered, facts: [{ kind: 'help-status-wanted', payload }] };
    }
    case 'cancel':
      if (isDraft(report)) return ask(conversation, 'cancel', [], { key: 'ask-cancel-draft' });
      if (isInTouch(report)) return ask(conversation, 'cancel', [], { key: 'ask-cancel' });
      return stay({ key: 'nothing-to-cancel' });
    case 'cancel-because':
      if (report && isDraft(report)) return dropDraft(conversation, report.id);
      if (!isInTouch(report)) return stay({ key: 'nothing-to-cancel' });
      if (!isNewest(report.statements.cancel, at)) return answerStatus(conversation);
      return decideOnCancel(
        conversation,
        { kind: 'report-cancel-requested', payload: { reportId: report.id, reason: intent.reason } },
        'cancel-noted',
        at,
      );
    case 'keep':
      if (!isInTouch(report) || !isNewest(report.statements.cancel, at)) return answerStatus(conversation);
      return decideOnCancel(
        conversation,
        { kind: 'report-cancel-withdrawn', payload: { reportId: report.id } },
        'cancel-withdrawn',
        at,
      );
    case 'duress':
      if (!isInTouch(report)) return answerStatus(conversation);
      // The same text and buttons as after any other cancelling.
      return ask(conversation, null, [{ kind: 'report-duress', payload: { reportId: report.id } }], {
        key: 'cancel-noted',
      });
    case 'welfare': {
      const { checkId, answer } = intent;
      const payload = { reporterId: circumstances.reporter.id, checkId, answer, at };
      return {
        conversation,
        facts: [{ kind: 'welfare-answered', payload }],
        prompts: [{ key: WELFARE_REPLIES[answer] }],
      };
    }
    case 'receipt': {
      const { askedId, answer } = intent;
      const payload = { reporterId: circumstances.reporter.id, askedId, answer, at };
      const key = answer === 'stop' ? 'welfare-stopped' : answer === 'received' ? 'welfare-thanks' : 'receipt-noted';
      return { conversation, facts: [{ kind: 'receipt-answered', payload }], prompts: [{ key }] };
    }
    case 'question-answer': {
      const facts = [answerReadyQuestion(conversation, intent, circumstances)];
      return { conversation, facts, prompts: [{ key: 'answer-noted' }] };
    }
    case 'nobody-came':
      // While an officer is on the way, this is a message for them and no reopening.
      if (isInTouch(report) && report?.lastNotified?.status !== 'waiting')
        return stay({ key: 'message-passed-on' }, { key: 'status' });
      if (!report || isDraft(report) || isInTouch(report)) return answerStatus(conversation);
      return ask(conversation, null, [{ kind: 'report-nobody-came', payload: { reportId: report.id } }]);
    case 'rating':
      if (report?.lastNotified?.status !== 'closed') return answerStatus(conversation);
      return ask(
        conversation,
        null,
        [{ kind: 'report-rated', payload: { reportId: report.id, stars: intent.stars } }],
        { key: 'rated' },
      );
    case 'appeal':
      return wantAppeal(conversation, intent.findingId, circumstances);
    case 'help':
      // Danger beats paperwork: it is asked first. Whoever has a report open has answered it.
      if (report && !isEnded(conversation)) return stay({ key: 'help' });
      return ask(conversation, 'help-danger', [], { key: 'help-danger' });
    case 'help-danger': {
      if (intent.isDanger) return startReport(conversation, conversation.silentMode, circumstances);
      const payload = { reporterId: circumstances.reporter.id, at };
      // What an open report has asked stays asked.
      return ask(conversation, isInTouch(report) ? conversation.question : null, [
        { kind: 'help-form-wanted', payload },
      ]);
    }
    case 'help-receipt':
    case 'help-correct':
    case 'help-field':
      return passToHelp(conversation, intent, circumstances);
    case 'help-later':
      return ask(conversation, null, [], { key: 'help-later' });
    case 'how-to':
      return stay({ key: 'how-to' });
    case 'language':
      return setLanguage(conversation, intent.language);
    case 'hello':
      return report && !isEnded(conversation) ? answerStatus(conversation) : stay({ key: 'greeting' });
    case 'unclear':
      return report && !isEnded(conversation) ? answerStatus(conversation) : stay({ key: 'idle-hint' });
  }
}

/**
 * Alerts with what is known if the reporter did not answer which of several places is meant, or if an older draft has a
 * place. Undefined while no place is sure.
 */
export function alertWithWhatIsKnown(
  conversation: Conversation,
  findPlaces: (codes: string[]) => ReportedPosition | undefined,
  circumstances: Circumstances,
): Decision | undefined {
  const { report, question, offered } = conversation;
  if (!report || !isDraft(report)) return undefined;
  if (report.position) return submitWithPlace(askWhatIsMissing(conversation, []), circumstances);
  if (question !== 'which-place') return undefined;
  const named = offered.filter(({ number }) => number !== null).map(({ data }) => data.split(':'));
  if (named.length === 0 || named.some(([kind, , maybe]) => kind !== 'place' || maybe)) return undefined;
  const position = findPlaces(named.map(([, code = '']) => code));
  return position && submitWithPlace(giveDraftPlace(conversation, position, circumstances), circumstances);
}

const WELFARE_REPLIES = {
  fine: 'welfare-thanks',
  'need-help': 'welfare-help',
  later: 'welfare-later',
  stop: 'welfare-stopped',
} as const;

/** Whoever has the finding answers. Without one that they know of, they are told how their report stands. */
function wantAppeal(
  conversation: Conversation,
  findingId: string | null,
  { reporter: { id: reporterId }, at }: Circumstances,
): Decision {
  const known = conversation.report?.lastNotified?.finding;
  const isKnown = known !== undefined && (findingId === null || findingId === known.id);
  if (isKnown && known.until !== null && at.toISOString() > known.until)
    return { conversation, facts: [], prompts: [{ key: 'appeal-too-late' }] };
  const answered = isKnown ? { conversation, prompts: [] } : answerStatus(conversation);
  return { ...answered, facts: [{ kind: 'finding-appeal-wanted', payload: { reporterId, findingId } }] };
}

/** What they said about a request for help; the capability that has it answers. */
function passToHelp(
  conversation: Conversation,
  intent: Extract<Intent, { kind: 'help-receipt' | 'help-correct' | 'help-field' }>,
  { reporter: { id: reporterId }, at }: Circumstances,
): Decision {
  const { requestId } = intent;
  if (intent.kind === 'help-receipt') {
    const payload = { reporterId, requestId, answer: intent.answer, at };
    return { conversation, facts: [{ kind: 'help-receipt-answered', payload }], prompts: [] };
  }
  if (intent.kind === 'help-correct') {
    return {
      conversation,
      facts: [{ kind: 'help-correction-wanted', payload: { reporterId, requestId } }],
      prompts: [],
    };
  }
  const payload = { reporterId, requestId, field: intent.field, text: intent.text, at };
  return ask(conversation, null, [{ kind: 'help-field-answered', payload }]);
}

function isEnded({ report }: Conversation): boolean {
  return !isDraft(report) && !isInTouch(report);
}

function continueDraft({ conversation, facts }: Decision): Decision {
  return askWhatIsMissing(conversation, facts);
}

/** Answers with the status; for a draft also with the question that is open. */
function answerStatus(conversation: Conversation): Decision {
  const { report } = conversation;
  if (isDraft(report)) {
    const asked = askWhatIsMissing(conversation, []);
    return { ...asked, prompts: [{ key: 'status' }, ...asked.prompts] };
  }
  return { conversation, facts: [], prompts: [{ key: report ? 'status' : 'no-report' }] };
}

/** "Report" while one is open may mean the same or a new one, so we ask. "Silent" takes effect at once. */
function startReport(conversation: Conversation, silent: boolean, circumstances: Circumstances): Decision {
  const { report } = conversation;
  if (!report || isEnded(conversation)) return beginReport(conversation, silent, circumstances);
  if (silent && !report.silent) return silence(conversation);
  if (isDraft(report)) return askWhatIsMissing(conversation, []);
  const asked = ask(conversation, 'same-or-new', [], { key: 'same-or-new' });
  return { ...asked, conversation: { ...asked.conversation, wantsSilence: silent } };
}

function silence(conversation: Conversation): Decision {
  const silenced = { ...withReport(conversation, { silent: true }), silentMode: true };
  const { report } = conversation;
  if (!report || isDraft(report)) return askWhatIsMissing(silenced, [{ kind: 'silenced' }]);
  const facts: Fact[] = [{ kind: 'report-silenced', payload: { reportId: report.id } }];
  return ask(silenced, null, facts, { key: 'silenced' });
}

/** The last choice counts. If we asked for the type after the alert, the phone is asked for next. */
function changeType(
  conversation: Conversation,
  { type, fromText = false }: Extract<Intent, { kind: 'type' }>,
  at: Date,
): Decision {
  const { report, question } = conversation;
  const isNews = report !== null && isTypeNews(report, { type, at, fromText });
  if (!isNews && question !== 'type') return answerStatus(conversation);
  if (!isNews) return askPhone(conversation, [], { key: 'status' });
  const isSame = report.type === type;
  const fact: Fact = isSame
    ? { kind: 'type-confirmed', fromText }
    : { kind: 'report-type-changed', payload: { reportId: report.id, type }, fromText };
  const changed = withReport(conversation, { type, statements: statementsAfter(report.statements, fact, at) });
  const facts = [fact];
  if (isSame) return { ...answerStatus(changed), facts };
  const prompt: Prompt = { key: 'type-changed', type };
  return question === 'type' ? askPhone(changed, facts, prompt) : ask(changed, question, facts, prompt);
}

/** An older position is stored and does not replace the current one. */
function addPosition(conversation: Conversation, report: ConversationReport, position: ReportedPosition): Decision {
  const counts = report.position;
  if (!isPositionNews(counts, position)) {
    // The name of a place adds nothing to a pin.
    const isWorthKeeping = counts !== null && position.at < counts.at;
    const facts: Fact[] = isWorthKeeping ? [positionAdded(report, position, { isOlder: true })] : [];
    return { ...answerStatus(conversation), facts };
  }
  const key = report.lastNotified?.status === 'waiting' ? 'position-waits' : 'position-added';
  const facts = [positionAdded(report, position, { isOlder: false })];
  return ask(withReport(conversation, { position }), conversation.question, facts, { key });
}

function positionAdded(
  report: ConversationReport,
  position: ReportedPosition,
  { isOlder }: { isOlder: boolean },
): Fact {
  return { kind: 'report-position-added', payload: { reportId: report.id, position, isOlder } };
}

/** A report begins, like by the menu; where the code hangs is one tap away, or the place is asked for. */
function comeByPlacement(
  conversation: Conversation,
  { code, place }: Extract<Intent, { kind: 'placement' }>,
  circumstances: Circumstances,
): Decision {
  if (isInTouch(conversation.report)) return { conversation, facts: [], prompts: [{ key: 'status' }] };
  const draft = openDraft(conversation, circumstances);
  const { report } = draft.conversation;
  if (!report) return draft;
  const payload = { reportId: report.id, code, isHere: false, at: circumstances.now };
  const facts: Fact[] = [...draft.facts, { kind: 'report-by-placement', payload }];
  if (!place || report.position) return askWhatIsMissing(draft.conversation, facts);
  // The place decides whether anybody is alerted, so it goes first; a digit is still a type.
  const question = report.type ? 'place' : 'type';
  return ask(draft.conversation, question, facts, { key: 'at-placement', code, name: place.name });
}

/** The label goes with the code of the answer: the officer reads what the button said, in a language of officers. */
function answerReadyQuestion(
  { silentMode, report }: Conversation,
  { askedId, question, answer }: Extract<Intent, { kind: 'question-answer' }>,
  { reporter: { id: reporterId, language }, at }: Circumstances,
): Fact {
  const readable = language === 'en' ? 'en' : 'th';
  const translate = translatorFor(readable, silentMode || report?.silent === true);
  const label = translateQuestion(translate, question).labels[answer] ?? answer;
  return { kind: 'reporter-answered', payload: { reporterId, askedId, answer, label, at } };
}

/** A place outside Thailand alerts no station, but it begins a draft that the control room sees. */
function sendAbroad(conversation: Conversation, circumstances: Circumstances): Decision {
  const prompt: Prompt = { key: 'outside-thailand' };
  if (isInTouch(conversation.report)) return { conversation, facts: [], prompts: [prompt] };
  const draft = openDraft(conversation, circumstances);
  const isNew = draft.facts.length > 0;
  return ask(draft.conversation, isNew ? null : conversation.question, draft.facts, prompt);
}

/** The last number and the last answer about calls count, each by the time it was stated. */
function answerPhone(conversation: Conversation, phone: string | null, at: Date): Decision {
  const { report } = conversation;
  const statements = report?.statements ?? {};
  const isNumber = phone !== null && isNewest(statements.number, at);
  const isLastAnswer = isNewest(statements.calls, at);
  const canTakeCalls = isLastAnswer ? phone !== null : (statements.canTakeCalls ?? false);
  const given = { phone: isNumber ? phone : null, canTakeCalls };
  const fact: Fact = isInTouch(report)
    ? { kind: 'report-phone-added', payload: { reportId: report.id, ...given } }
    : { kind: 'phone-given', ...given };
  const known = isNumber ? phone : (report?.phone ?? null);
  const answered = withReport(conversation, { phone: known, statements: statementsAfter(statements, fact, at) });
  if (isDraft(report)) return askWhatIsMissing(phone ? answered : conversation, isNumber ? [fact] : []);
  if (!isInTouch(report) || !(isNumber || isLastAnswer)) return answerStatus(conversation);
  return ask(answered, null, [fact], phone ? { key: 'phone-thanks', phone } : { key: 'phone-no-calls' });
}

function decideOnCancel(
  conversation: Conversation,
  fact: Fact,
  key: 'cancel-noted' | 'cancel-withdrawn',
  at: Date,
): Decision {
  const statements = statementsAfter(conversation.report?.statements ?? {}, fact, at);
  return ask(withReport(conversation, { statements }), null, [fact], { key });
}

function wasStatedBeforeItsEnd(report: Conversation['report'], at: Date): boolean {
  return report?.lastNotified?.endedAt !== undefined && !isNewest(report.lastNotified.endedAt, at);
}

/** A message from before the end that arrives after it begins no new report; only "nobody came" still works. */
function answerLate(conversation: Conversation, intent: Intent): Decision | undefined {
  const where = answerStatus(conversation);
  switch (intent.kind) {
    case 'place': {
      if (!intent.inThailand || !conversation.report) return where;
      return { ...where, facts: [positionAdded(conversation.report, intent.position, { isOlder: true })] };
    }
    case 'silence':
      return { ...where, conversation: { ...conversation, silentMode: true } };
    case 'report':
      return { ...where, conversation: { ...conversation, silentMode: conversation.silentMode || intent.silent } };
    case 'help-request':
    case 'type':
    case 'places':
    case 'new':
      return where;
    default:
      return undefined;
  }
}

function dropDraft(conversation: Conversation, reportId: string): Decision {
  return ask({ ...conversation, report: null }, null, [{ kind: 'dropped', reportId }], { key: 'draft-dropped' });
}

function setLanguage(conversation: Conversation, language: PublicLanguage): Decision {
  const where = conversation.report ? answerStatus(conversation) : { conversation, prompts: [] };
  return {
    conversation: where.conversation,
    facts: [{ kind: 'language-chosen', language }],
    prompts: [{ key: 'language-set' }, ...where.prompts],
  };
}
