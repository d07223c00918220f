import type { Jurisdiction } from '#capabilities/jurisdiction';
import { type Coordinates, isMapLink, readCoordinates } from '#contract/coordinates';
import { foldText } from '#contract/fold-text';
import { RECEIPT_ANSWERS } from '#contract/help';
import { INCIDENT_TYPES, type IncidentType } from '#contract/incident-type';
import { readPlacementText } from '#contract/placement-code';
import type { LatLng, ReportedPosition } from '#contract/position';
import { isAnswerTo, QUESTION_IDS } from '#contract/silent-question';
import { MENU_ANSWER, type ReporterInput } from '#events/inbound';
import { REFERRED_HELP_ANSWERS, WELFARE_ANSWERS } from '#events/reporter-events';
import { type Conversation, type Intent, isDraft, isInTouch, type Meaning } from './conversation.ts';
import {
  asksForSilence,
  type FoldedText,
  findCommand,
  findShortAnswer,
  findTypeInText,
  foldTypedText,
  isBareHelpRequest,
  isHelpRequest,
  isYes,
} from './intent-patterns.ts';
import { findPhoneIn, looksLikePhone, readPhone } from './phone.ts';
import { findPlaceText } from './place-text.ts';
import { isTypeNews } from './statements.ts';
import { findSurePlace, type SurePlace } from './sure-place.ts';

/** Where a QR code hangs. Whoever scanned it may be elsewhere by now, so it is offered and never taken for granted. */
export type OfferedPlacement = LatLng & { name: string };

/** What must be known of places to understand a message; `findPlacement` takes the code of a placement. */
export type Geography = Pick<Jurisdiction, 'isInThailand' | 'listTypedPlaces' | 'findTypedPlace'> & {
  findPlacement(code: string): OfferedPlacement | undefined;
};

/** The data of menu areas and buttons, and what each means. */
const ANSWERS: Record<string, Intent> = {
  [MENU_ANSWER.report]: { kind: 'report', silent: false },
  [MENU_ANSWER.reportSilently]: { kind: 'report', silent: true },
  [MENU_ANSWER.status]: { kind: 'status' },
  [MENU_ANSWER.help]: { kind: 'help' },
  [MENU_ANSWER.howTo]: { kind: 'how-to' },
  [MENU_ANSWER.cancel]: { kind: 'cancel' },
  [MENU_ANSWER.nobodyCame]: { kind: 'nobody-came', reportId: null },
  same: { kind: 'same' },
  new: { kind: 'new' },
  'cancel:by-mistake': { kind: 'cancel-because', reason: 'by-mistake' },
  'cancel:safe-now': { kind: 'cancel-because', reason: 'safe-now' },
  'cancel:keep': { kind: 'keep' },
  'cancel:all-fine': { kind: 'duress' },
  'phone:no-calls': { kind: 'no-calls' },
  'help-danger:yes': { kind: 'help-danger', isDanger: true },
  'help-danger:no': { kind: 'help-danger', isDanger: false },
};

/** What a reporter's input means in this conversation. */
export function understand(conversation: Conversation, input: ReporterInput, at: Date, geography: Geography): Meaning {
  switch (input.kind) {
    case 'answer':
      return understandTap(conversation, input.data, geography, at);
    case 'location': {
      const { lat, lng } = input;
      const label = input.label && cleanText(input.label);
      // In LINE's picker a person can put the pin anywhere, and LINE gives no accuracy (line-platform 1.3).
      const position = { lat, lng, label, source: 'line-pin', at: at.toISOString(), accuracyMetres: null } as const;
      const place: Intent = { kind: 'place', position, inThailand: geography.isInThailand(input) };
      return { intents: [place], message: null };
    }
    case 'text':
      return understandText(conversation, { ...input, text: cleanText(input.text) }, geography, at);
    case 'image':
    case 'video':
    case 'audio':
    case 'file':
    case 'sticker':
      return { intents: [], message: { kind: input.kind, text: null, externalId: input.messageId } };
    case 'followed':
      return { intents: [{ kind: 'hello' }], message: null };
    default:
      return { intents: [{ kind: 'unclear' }], message: null };
  }
}

/**
 * PostgreSQL can't store NUL, and a message it refuses would be lost. Lone surrogates and characters that change the
 * text direction would garble the officer's screen.
 */
function cleanText(text: string): string {
  return text
    .toWellFormed()
    .replaceAll('\0', '')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .trim();
}

function understandAnswer(data: string, geography: Geography, at: Date): Intent {
  const known = Object.hasOwn(ANSWERS, data) ? ANSWERS[data] : undefined;
  if (known) return known;
  const [kind = '', value = '', about = ''] = data.split(':');
  const reportId = /^[0-9a-f-]{36}$/.test(about) ? about : null;
  if (kind === 'type' && isIncidentType(value)) return { kind: 'type', type: value };
  if (kind === 'phone' || kind === 'phone-right') return understandPhone(value);
  if (kind === 'rate' && /^[1-5]$/.test(value)) return { kind: 'rating', stars: Number(value), reportId };
  if (kind === 'welfare' && reportId) {
    const said = WELFARE_ANSWERS.find((one) => one === value);
    return said ? { kind: 'welfare', checkId: reportId, answer: said } : { kind: 'unclear' };
  }
  if (kind === 'receipt' && reportId) {
    const said = REFERRED_HELP_ANSWERS.find((one) => one === value);
    return said ? { kind: 'receipt', askedId: reportId, answer: said } : { kind: 'unclear' };
  }
  if (kind === 'ask' && reportId) return understandReadyAnswer(value, reportId);
  if (kind === 'appeal') return { kind: 'appeal', findingId: reportId };
  if (kind === 'nobody-came') return { kind: 'nobody-came', reportId };
  if (kind === 'help-correct' && reportId) return { kind: 'help-correct', requestId: reportId };
  if (kind === 'help-later') return { kind: 'help-later' };
  if (kind === 'help-got' && reportId) {
    const said = RECEIPT_ANSWERS.find((one) => one === value);
    return said ? { kind: 'help-receipt', requestId: reportId, answer: said } : { kind: 'unclear' };
  }
  if (kind === 'qr-place') {
    // The sign may have been taken down since; then the place is asked for like any other.
    const placement = geography.findPlacement(value);
    if (!placement) return { kind: 'report', silent: false };
    return { kind: 'place', position: atPlacement(placement, at), inThailand: geography.isInThailand(placement) };
  }
  return findOfferedPlace(data, geography, at) ?? { kind: 'unclear' };
}

/** `weapon-seen.knife`: the question is part of the data, so that an old button can't answer another question. */
function understandReadyAnswer(value: string, askedId: string): Intent {
  const [asked, answer = ''] = value.split('.');
  const question = QUESTION_IDS.find((id) => id === asked);
  if (!question || !isAnswerTo(question, answer)) return { kind: 'unclear' };
  return { kind: 'question-answer', askedId, question, answer };
}

/** The names by which places were found in a message; undefined if none was. */
function namesIn(intents: Intent[]): string | undefined {
  const names = intents.flatMap((intent) => {
    if (intent.kind === 'place') return [intent.position.label ?? ''];
    return intent.kind === 'places' ? intent.places.map(({ name }) => name.th) : [];
  });
  return names.length > 0 ? names.join(' ') : undefined;
}

/** While help is on the way, "nobody came" is a message for the officer. */
function isNewsOfNobody(report: Conversation['report'], intent: Intent): boolean {
  return intent.kind === 'nobody-came' && isInTouch(report) && (intent.reportId ?? report?.id) === report?.id;
}

/** A tap leaves no text in the chat; if the officer must read it, a message is made from it. */
function understandTap(conversation: Conversation, data: string, geography: Geography, at: Date): Meaning {
  const intent = understandAnswer(data, geography, at);
  const { report } = conversation;
  if (!isNewsOfNobody(report, intent)) return { intents: [intent], message: null };
  const externalId = `nobody-came:${report?.id}:${at.getTime()}`;
  return { intents: [intent], message: { kind: 'text', text: 'ไม่มีใครมา', externalId } };
}

type TypedText = { text: string; messageId: string };
/** As typed, because the officer reads it. */
type Message = NonNullable<Meaning['message']> & { text: string };

function understandText(conversation: Conversation, typed: TypedText, geography: Geography, at: Date): Meaning {
  const { question, report } = conversation;
  const foldedText = foldTypedText(typed.text);
  const only = (intent: Intent): Meaning => ({ intents: [intent], message: null });
  const message: Message = { kind: 'text', text: typed.text, externalId: typed.messageId };
  if (foldedText.folded === '') return only({ kind: 'unclear' });
  const code = readPlacementText(typed.text);
  if (code !== undefined) return only({ kind: 'placement', code, place: geography.findPlacement(code) ?? null });
  const field = findFieldAnswer(conversation, foldedText, typed.text);
  if (field) return only(field);
  const offered = findOffered(conversation, foldedText);
  if (offered) return understandTap(conversation, offered.data, geography, at);
  const confirmed = question === 'phone' && isYes(foldedText) ? findConfirmation(conversation) : undefined;
  if (confirmed) return only(understandAnswer(confirmed.data, geography, at));
  const short = findShortAnswer(question, foldedText);
  if (short) return only(short);
  const isTypeTime = question === 'type' || (isDraft(report) && question === 'place');
  const digitType =
    isTypeTime && /^[1-6]$/.test(foldedText.folded) ? INCIDENT_TYPES[Number(foldedText.folded) - 1] : undefined;
  if (digitType) return only({ kind: 'type', type: digitType });
  const command = findCommand(foldedText);
  // In a silent report "silent" changes nothing; the rest of the message counts.
  const isSilentAlready = report?.silent === true && (isDraft(report) || isInTouch(report));
  const silence: Intent[] = !isSilentAlready && asksForSilence(foldedText) ? [{ kind: 'silence' }] : [];
  if (command) {
    const { intent } = command;
    // "Cancel, but don't call" becomes silent first, so that the question about it is silent too.
    const intents = intent.kind === 'cancel' ? [...silence, intent] : [intent, ...silence];
    return {
      intents: intent.kind === 'report' ? [intent] : intents,
      message: command.isWhole && !isNewsOfNobody(report, intent) ? null : message,
    };
  }
  const input = { foldedText, message, intents: silence };
  const meaning = isInTouch(report)
    ? understandInTouch(conversation, input, geography, at)
    : understandStory(conversation, input, geography, at);
  const placeText = findPlaceText(typed.text, namesIn(meaning.intents));
  return placeText === null ? meaning : { ...meaning, placeText };
}

/**
 * What somebody wrote on the citizen page, where buttons are no words: it commands nothing. Before the alert it is read for place,
 * type and phone like any story; afterwards it is for the officers.
 */
export function understandWritten(
  conversation: Conversation,
  written: TypedText,
  geography: Geography,
  at: Date,
): Meaning {
  const text = cleanText(written.text);
  const foldedText = foldTypedText(text);
  const message: Message = { kind: 'text', text, externalId: written.messageId };
  const { report } = conversation;
  if (!isDraft(report)) return { intents: isInTouch(report) ? findType(report, foldedText, at) : [], message };
  return { ...understandStory(conversation, { foldedText, message, intents: [] }, geography, at), message };
}

/** The places that a text in the field for the place may mean, also as coordinates. */
export function understandPlace(text: string, geography: Geography, at: Date): Intent[] {
  const cleaned = cleanText(text);
  const coordinates = readCoordinates(cleaned);
  return coordinates ? [atCoordinates(coordinates, geography, at)] : findPlace(cleaned, geography, at);
}

type FreeText = { foldedText: FoldedText; message: Message; intents: Intent[] };

/** While help is coming, text is for the officer; only positions and answers to our questions are more than text. */
function understandInTouch(
  { question, report }: Conversation,
  input: FreeText,
  geography: Geography,
  at: Date,
): Meaning {
  const { foldedText, message } = input;
  const intents = [...input.intents, ...findType(report, foldedText, at)];
  const { text } = message;
  const place = readCoordinates(text);
  if (place) return { intents: [...intents, atCoordinates(place, geography, at)], message };
  // An unrequested number may belong to anybody: calling it could warn the person they are afraid of.
  if (question === 'phone' && !report?.silent && input.intents.length === 0) {
    const found = findPhoneIn(text);
    // Until they confirm it, the officers have it as text.
    if (found && !found.isSure) return { intents: [{ kind: 'doubtful-phone', phone: found.phone }], message };
    if (found)
      return { intents: [{ kind: 'phone', phone: found.phone }], message: looksLikePhone(text) ? null : message };
    if (looksLikePhone(text)) return { intents: [{ kind: 'wrong-phone' }], message };
  }
  return { intents, message };
}

/** Before the alert one message may contain everything: a call for help, what happens and where. */
function understandStory({ report }: Conversation, input: FreeText, geography: Geography, at: Date): Meaning {
  const { foldedText, message } = input;
  const { text } = message;
  const draft = isDraft(report) ? report : null;
  const place = readCoordinates(text);
  const phone = draft && !draft.silent && !place && looksLikePhone(text) ? readPhone(text) : undefined;
  if (phone?.isSure) return { intents: [{ kind: 'phone', phone: phone.phone }], message: null };
  const intents = [...input.intents];
  const isBare = isBareHelpRequest(foldedText);
  if (isBare || (!draft && intents.length === 0 && isHelpRequest(foldedText))) intents.push({ kind: 'help-request' });
  intents.push(...findType(draft, foldedText, at));
  if (place) intents.push(atCoordinates(place, geography, at));
  else if ((draft || intents.length > 0) && !draft?.position) intents.push(...findPlace(text, geography, at));
  // A map link is meant like a pin: help is needed there.
  if (!draft?.position && !intents.some(isPlace) && isMapLink(text)) intents.push({ kind: 'unreadable-link' });
  return { intents, message: isBare ? null : message };
}

function isPlace({ kind }: Intent): boolean {
  return kind === 'place' || kind === 'places';
}

/** If a type was chosen already, text about another type is part of the story and does not change it. */
function findType(report: Conversation['report'], foldedText: FoldedText, at: Date): Intent[] {
  const type = findTypeInText(foldedText);
  if (!type || (report && !isTypeNews(report, { type, at, fromText: true }))) return [];
  return [{ kind: 'type', type, fromText: true }];
}

/** A sure place is taken at once, because a question would delay the alert; otherwise the reporter is asked. */
function findPlace(text: string, geography: Geography, at: Date): Intent[] {
  const places = geography.listTypedPlaces(text);
  if (places.length === 0) return [];
  const sure = findSurePlace(places);
  return [sure ? { kind: 'place', position: atSurePlace(sure, at), inThailand: true } : { kind: 'places', places }];
}

/** Data `place:650108`, or `place:650108:maybe` if the text may not have meant it. */
function findOfferedPlace(data: string, geography: Geography, at: Date): Intent | undefined {
  const [kind, code = ''] = data.split(':');
  const place = kind === 'place' ? geography.findTypedPlace(code) : undefined;
  const sure = place && findSurePlace([{ ...place, isSure: true }]);
  return sure && { kind: 'place', position: atSurePlace(sure, at), inThailand: true };
}

/** Their own word that they are where the code hangs. */
export function atPlacement({ lat, lng, name }: OfferedPlacement, at: Date): ReportedPosition {
  return { lat, lng, source: 'qr-place', at: at.toISOString(), accuracyMetres: null, label: name };
}

export function atSurePlace({ position, accuracyMetres, label }: SurePlace, at: Date): ReportedPosition {
  return { ...position, source: 'typed', at: at.toISOString(), accuracyMetres, label };
}

function atCoordinates({ lat, lng, accuracyMetres }: Coordinates, geography: Geography, at: Date): Intent {
  const position = { lat, lng, source: 'typed', at: at.toISOString(), accuracyMetres, label: null } as const;
  return { kind: 'place', position, inThailand: geography.isInThailand({ lat, lng }) };
}

/** The button whose number or label was typed. LINE for PC shows no buttons. */
function findOffered({ offered }: Conversation, { folded }: FoldedText) {
  if (/^\d{1,2}$/.test(folded)) return offered.find(({ number }) => number === Number(folded));
  return offered.find(({ label }) => foldText(label) === folded);
}

/**
 * What they wrote for a field of their request that was sent back, while nothing is reported. Words of danger, a whole command
 * and the label of a button are never taken for it; digits are, whatever numbers an older message offered.
 */
function findFieldAnswer(
  { question, report, offered }: Conversation,
  typed: FoldedText,
  text: string,
): Intent | undefined {
  if (question !== 'help-field' || isDraft(report) || isInTouch(report)) return undefined;
  const [, field, requestId] = offered.find(({ data }) => data.startsWith('help-later:'))?.data.split(':') ?? [];
  if (!field || !requestId || offered.some(({ label }) => foldText(label) === typed.folded)) return undefined;
  const isDanger = isHelpRequest(typed) || asksForSilence(typed) || findTypeInText(typed) !== undefined;
  if (isDanger || findCommand(typed)?.isWhole) return undefined;
  return { kind: 'help-field', requestId, field, text };
}

/** The button for the "yes" to "Is 069 123 4567 right?". */
function findConfirmation({ offered }: Conversation) {
  return offered.find(({ data }) => data.startsWith('phone-right:'));
}

/** A number in the data of our own buttons was read before, or is confirmed by the tap. */
function understandPhone(value: string): Intent {
  return /^\+\d{8,15}$/.test(value) ? { kind: 'phone', phone: value } : { kind: 'wrong-phone' };
}

function isIncidentType(value: string): value is IncidentType {
  return (INCIDENT_TYPES as readonly string[]).includes(value);
}
