import type { TypedPlace } from '#capabilities/jurisdiction';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { MENU_ANSWER } from '#events/inbound';
import type { Choice, SpeechPart } from '#events/speech';
import { type Conversation, isDraft, isInTouch, type Saying } from './conversation.ts';
import { sayPhone } from './phone.ts';
import type { Words } from './say.ts';
import { sayStatus } from './status.ts';

/** `kind: 'answer'` with the words of its button and what it carries. */
export type Answer = Extract<Choice, { kind: 'answer' }>;

/** What is said, and what may be tapped below it; `numbered` may also be typed as 1, 2, 3. */
export type Spoken = {
  parts: SpeechPart[];
  numbered: Answer[];
  choices: Choice[];
  /** What a locked phone may show of it, where more than our name. */
  preview?: string;
};

/** What words need besides the saying itself. */
export type Setting = { words: Words; conversation: Conversation; knownPhone: string | null; now: Date };

/** Signs that phones and plain desktop fonts alike can draw. */
const TYPE_ICONS = ['⚡', '🔒', '⚠️', '⁉️', '⚔️', '❓'];

/** Puts an answer into words and buttons. The location button is attached again each time: quick replies vanish. */
export function speak(saying: Saying, setting: Setting): Spoken {
  const { words, conversation } = setting;
  const always = standing(words, conversation);
  const say = (line: string, ...own: Choice[]): Spoken => ({
    parts: [{ kind: 'text', text: line }],
    numbered: [],
    choices: withoutDoubles([...own, ...always]),
  });
  switch (saying.say) {
    case 'help':
      return say(words('help'), ...(['1300', '1323', '1669'] as const).map((number) => call(words, number)));
    case 'welfare-help':
      return say(
        words('welfare-help'),
        call(words, '1300'),
        answer(words, 'choice.report-silent', MENU_ANSWER.reportSilently),
      );
    case 'ended-hint':
    case 'message-after-resolved':
      return say(words(saying.say), nobodyCame(words, conversation.report?.id));
    case 'ask-type':
    case 'ask-type-again':
    case 'alerted-ask-type':
      return { ...listTypes(words, words(saying.say)), choices: always };
    case 'which-place':
      return askNumbered(
        setting,
        'which-place',
        saying.places.map((place) => placeChoice(words, place)),
        always,
      );
    case 'ask-phone':
    case 'phone-wrong':
      return say(words(saying.say), ...knownPhone(setting), answer(words, 'choice.no-calls', 'phone:no-calls'));
    case 'phone-thanks':
      return say(words('phone-thanks', { phone: sayPhone(saying.phone) }));
    case 'phone-doubtful':
      return say(
        words('phone-doubtful', { phone: sayPhone(saying.phone) }),
        answer(words, 'choice.phone-right', `phone-right:${saying.phone}`),
        answer(words, 'choice.no-calls', 'phone:no-calls'),
      );
    case 'type-changed':
      return say(words('type-changed', { type: words(`type.${saying.type}`) }));
    case 'same-or-new':
      return askNumbered(
        setting,
        'same-or-new',
        [answer(words, 'choice.same', 'same'), answer(words, 'choice.new', 'new')],
        always,
      );
    case 'ask-cancel':
    case 'ask-cancel-draft':
      return askNumbered(
        setting,
        saying.say,
        [
          answer(words, 'choice.by-mistake', 'cancel:by-mistake'),
          answer(words, 'choice.safe-now', 'cancel:safe-now'),
          ...(saying.say === 'ask-cancel' && words.isHushed
            ? [answer(words, 'choice.all-fine', 'cancel:all-fine')]
            : []),
          answer(words, 'choice.keep', 'cancel:keep'),
        ],
        always.filter((choice) => !(choice.kind === 'answer' && choice.data === MENU_ANSWER.cancel)),
      );
    case 'status': {
      const { text, hasEnded } = sayStatus(setting);
      return say(text, ...(hasEnded ? [nobodyCame(words, conversation.report?.id)] : []));
    }
    case 'rated':
      return say(words('rated'), nobodyCame(words, conversation.report?.id), call(words, '1300'));
    default:
      return say(words(saying.say));
  }
}

/** The types as a list, numbered, because on a PC and for a hurried hand a digit is the quickest answer. */
function listTypes(words: Words, title: string): Omit<Spoken, 'choices'> {
  const numbered = INCIDENT_TYPES.map((type) => choice(words(`type.${type}`), `type:${type}`));
  const options = numbered.map(({ label, data }, at) => ({ icon: `${at + 1} ${TYPE_ICONS[at] ?? ''}`, label, data }));
  return { parts: [{ kind: 'list', title, options }], numbered };
}

/** A question whose answers stand in its words as well: where buttons vanish or do not show, a digit will do. */
function askNumbered(
  { words, conversation }: Setting,
  key: 'which-place' | 'same-or-new' | 'ask-cancel' | 'ask-cancel-draft',
  answers: (Answer & { long?: string })[],
  always: Choice[],
): Spoken {
  const list = answers.map(({ label, long }, at) => `${at + 1}. ${long ?? label}`).join('\n');
  const text = words(key, { list, code: conversation.report?.told?.code ?? '' });
  const numbered = answers.map(({ label, data }) => choice(label, data));
  return { parts: [{ kind: 'text', text }], numbered, choices: [...numbered, ...always] };
}

function placeChoice(words: Words, { code, name, shortName, isSure }: TypedPlace): Answer & { long: string } {
  return { ...choice(shortName[words.language], `place:${code}${isSure ? '' : ':maybe'}`), long: name[words.language] };
}

/** What may be done at any time: before a report, while its place is missing, and while help is coming. */
export function standing(words: Words, { report }: Pick<Conversation, 'report'>): Choice[] {
  // With both known it is being submitted in this very breath.
  if (isInTouch(report) || (report?.type && report.position && isDraft(report))) return inTouch(words, report?.id);
  if (isDraft(report)) return [location(words), call(words, '191'), answer(words, 'choice.cancel', MENU_ANSWER.cancel)];
  return [
    answer(words, 'choice.report', MENU_ANSWER.report),
    answer(words, 'choice.report-silent', MENU_ANSWER.reportSilently),
    call(words, '191'),
  ];
}

/**
 * What a reporter may always do while help is coming. What is left to do when nobody comes stands in front; on a hushed
 * screen a call is not for a hurried thumb.
 */
export function inTouch(words: Words, reportId?: string): Choice[] {
  const call191 = call(words, '191');
  const nobody = nobodyCame(words, reportId);
  const photo: Choice = { kind: 'camera-roll', label: words('choice.camera-roll') };
  const status = answer(words, 'choice.status', MENU_ANSWER.status);
  const cancel = answer(words, 'choice.cancel', MENU_ANSWER.cancel);
  return words.isHushed
    ? [location(words), photo, status, nobody, call191, cancel]
    : [location(words), call191, nobody, photo, status, cancel];
}

/** The button names its report: news of an older one must not be answered about a newer one. */
export function nobodyCame(words: Words, reportId: string | undefined): Answer {
  return answer(words, 'choice.nobody-came', reportId ? `nobody-came::${reportId}` : 'nobody-came');
}

/** How it goes, asked so that whoever reads along learns nothing. */
export function speakWelfare(words: Words, checkId: string): Spoken {
  const numbered = [
    answer(words, 'choice.welfare-fine', `welfare:fine:${checkId}`),
    answer(words, 'choice.welfare-help', `welfare:need-help:${checkId}`),
    answer(words, 'choice.welfare-stop', `welfare:stop:${checkId}`),
  ];
  return { parts: [{ kind: 'text', text: words('welfare.ask') }], numbered, choices: numbered };
}

export function call(words: Words, number: '191' | '1300' | '1323' | '1669'): Choice {
  return { kind: 'call', label: words(`choice.call-${number}`), number };
}

function answer(words: Words, key: Parameters<Words>[0], data: string): Answer {
  return choice(words(key), data);
}

function choice(label: string, data: string): Answer {
  return { kind: 'answer', label, data };
}

function location(words: Words): Choice {
  return { kind: 'location', label: words('choice.location') };
}

function knownPhone({ words, knownPhone: phone }: Setting): Choice[] {
  return phone ? [choice(words('choice.known-phone', { phone: sayPhone(phone) }), `phone:${phone}`)] : [];
}

function withoutDoubles(choices: Choice[]): Choice[] {
  return choices.filter(({ label }, at) => choices.findIndex((other) => other.label === label) === at);
}
