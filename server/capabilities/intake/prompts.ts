import type { TypedPlace } from '#capabilities/jurisdiction';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { MENU_ANSWER } from '#events/inbound';
import type { Choice, MessagePart } from '#events/outgoing-message';
import { type Conversation, isDraft, isInTouch, type Prompt } from './conversation.ts';
import { formatPhone } from './phone.ts';
import { describeStatus } from './status.ts';
import type { Translate } from './translate.ts';

/** `kind: 'answer'` with the words of its button and what it carries. */
export type Answer = Extract<Choice, { kind: 'answer' }>;

/** What is said, and what may be tapped below it; `numbered` may also be typed as 1, 2, 3. */
export type MessageContent = {
  parts: MessagePart[];
  numbered: Answer[];
  choices: Choice[];
  /** What a locked phone may show of it, where more than our name. */
  preview?: string;
};

/** What words need besides the saying itself. */
export type Setting = { translate: Translate; conversation: Conversation; knownPhone: string | null; now: Date };

/** Signs that phones and plain desktop fonts alike can draw. */
const TYPE_ICONS = ['⚡', '🔒', '⚠️', '⁉️', '⚔️', '❓'];

/** Puts an answer into words and buttons. The location button is attached again each time: quick replies vanish. */
export function renderPrompt(prompt: Prompt, setting: Setting): MessageContent {
  const { translate, conversation } = setting;
  const always = generalChoices(translate, conversation);
  const say = (line: string, ...own: Choice[]): MessageContent => ({
    parts: [{ kind: 'text', text: line }],
    numbered: [],
    choices: withoutDoubles([...own, ...always]),
  });
  switch (prompt.key) {
    case 'help':
      return say(translate('help'), ...(['1300', '1323', '1669'] as const).map((number) => call(translate, number)));
    case 'welfare-help':
      return say(
        translate('welfare-help'),
        call(translate, '1300'),
        answer(translate, 'choice.report-silent', MENU_ANSWER.reportSilently),
      );
    case 'ended-hint':
    case 'message-after-resolved':
      return say(translate(prompt.key), nobodyCame(translate, conversation.report?.id));
    case 'ask-type':
    case 'ask-type-again':
    case 'alerted-ask-type':
      return { ...listTypes(translate, translate(prompt.key)), choices: always };
    case 'which-place':
      return askNumbered(
        setting,
        'which-place',
        prompt.places.map((place) => placeChoice(translate, place)),
        always,
      );
    case 'ask-phone':
    case 'phone-wrong':
      return say(translate(prompt.key), ...knownPhone(setting), answer(translate, 'choice.no-calls', 'phone:no-calls'));
    case 'phone-thanks':
      return say(translate('phone-thanks', { phone: formatPhone(prompt.phone) }));
    case 'phone-doubtful':
      return say(
        translate('phone-doubtful', { phone: formatPhone(prompt.phone) }),
        answer(translate, 'choice.phone-right', `phone-right:${prompt.phone}`),
        answer(translate, 'choice.no-calls', 'phone:no-calls'),
      );
    case 'type-changed':
      return say(translate('type-changed', { type: translate(`type.${prompt.type}`) }));
    case 'same-or-new':
      return askNumbered(
        setting,
        'same-or-new',
        [answer(translate, 'choice.same', 'same'), answer(translate, 'choice.new', 'new')],
        always,
      );
    case 'ask-cancel':
    case 'ask-cancel-draft':
      return askNumbered(
        setting,
        prompt.key,
        [
          answer(translate, 'choice.by-mistake', 'cancel:by-mistake'),
          answer(translate, 'choice.safe-now', 'cancel:safe-now'),
          ...(prompt.key === 'ask-cancel' && translate.isSilent
            ? [answer(translate, 'choice.all-fine', 'cancel:all-fine')]
            : []),
          answer(translate, 'choice.keep', 'cancel:keep'),
        ],
        always.filter((choice) => !(choice.kind === 'answer' && choice.data === MENU_ANSWER.cancel)),
      );
    case 'status': {
      const { text, hasEnded } = describeStatus(setting);
      return say(text, ...(hasEnded ? [nobodyCame(translate, conversation.report?.id)] : []));
    }
    case 'rated':
      return say(translate('rated'), nobodyCame(translate, conversation.report?.id), call(translate, '1300'));
    default:
      return say(translate(prompt.key));
  }
}

/** The types as a list, numbered, because on a PC and for a hurried hand a digit is the quickest answer. */
function listTypes(translate: Translate, title: string): Omit<MessageContent, 'choices'> {
  const numbered = INCIDENT_TYPES.map((type) => choice(translate(`type.${type}`), `type:${type}`));
  const options = numbered.map(({ label, data }, at) => ({ icon: `${at + 1} ${TYPE_ICONS[at] ?? ''}`, label, data }));
  return { parts: [{ kind: 'list', title, options }], numbered };
}

/** A question whose answers stand in its words as well: where buttons vanish or do not show, a digit will do. */
function askNumbered(
  { translate, conversation }: Setting,
  key: 'which-place' | 'same-or-new' | 'ask-cancel' | 'ask-cancel-draft',
  answers: (Answer & { long?: string })[],
  always: Choice[],
): MessageContent {
  const list = answers.map(({ label, long }, at) => `${at + 1}. ${long ?? label}`).join('\n');
  const text = translate(key, { list, code: conversation.report?.lastNotified?.code ?? '' });
  const numbered = answers.map(({ label, data }) => choice(label, data));
  return { parts: [{ kind: 'text', text }], numbered, choices: [...numbered, ...always] };
}

function placeChoice(translate: Translate, { code, name, shortName, isSure }: TypedPlace): Answer & { long: string } {
  return {
    ...choice(shortName[translate.language], `place:${code}${isSure ? '' : ':maybe'}`),
    long: name[translate.language],
  };
}

/** What may be done at any time: before a report, while its place is missing, and while help is coming. */
export function generalChoices(translate: Translate, { report }: Pick<Conversation, 'report'>): Choice[] {
  // With both known it is being submitted in this very breath.
  if (isInTouch(report) || (report?.type && report.position && isDraft(report))) return inTouch(translate, report?.id);
  if (isDraft(report))
    return [location(translate), call(translate, '191'), answer(translate, 'choice.cancel', MENU_ANSWER.cancel)];
  return [
    answer(translate, 'choice.report', MENU_ANSWER.report),
    answer(translate, 'choice.report-silent', MENU_ANSWER.reportSilently),
    call(translate, '191'),
  ];
}

/**
 * What a reporter may always do while help is coming. What is left to do when nobody comes stands in front; on a hushed
 * screen a call is not for a hurried thumb.
 */
export function inTouch(translate: Translate, reportId?: string): Choice[] {
  const call191 = call(translate, '191');
  const nobody = nobodyCame(translate, reportId);
  const photo: Choice = { kind: 'camera-roll', label: translate('choice.camera-roll') };
  const status = answer(translate, 'choice.status', MENU_ANSWER.status);
  const cancel = answer(translate, 'choice.cancel', MENU_ANSWER.cancel);
  return translate.isSilent
    ? [location(translate), photo, status, nobody, call191, cancel]
    : [location(translate), call191, nobody, photo, status, cancel];
}

/** The button names its report: news of an older one must not be answered about a newer one. */
export function nobodyCame(translate: Translate, reportId: string | undefined): Answer {
  return answer(translate, 'choice.nobody-came', reportId ? `nobody-came::${reportId}` : 'nobody-came');
}

/** How it goes, asked so that whoever reads along learns nothing. */
export function renderWelfareQuestion(translate: Translate, checkId: string): MessageContent {
  const numbered = [
    answer(translate, 'choice.welfare-fine', `welfare:fine:${checkId}`),
    answer(translate, 'choice.welfare-help', `welfare:need-help:${checkId}`),
    answer(translate, 'choice.welfare-stop', `welfare:stop:${checkId}`),
  ];
  return { parts: [{ kind: 'text', text: translate('welfare.ask') }], numbered, choices: numbered };
}

export function call(translate: Translate, number: '191' | '1300' | '1323' | '1669'): Choice {
  return { kind: 'call', label: translate(`choice.call-${number}`), number };
}

function answer(translate: Translate, key: Parameters<Translate>[0], data: string): Answer {
  return choice(translate(key), data);
}

function choice(label: string, data: string): Answer {
  return { kind: 'answer', label, data };
}

function location(translate: Translate): Choice {
  return { kind: 'location', label: translate('choice.location') };
}

function knownPhone({ translate, knownPhone: phone }: Setting): Choice[] {
  return phone ? [choice(translate('choice.known-phone', { phone: formatPhone(phone) }), `phone:${phone}`)] : [];
}

function withoutDoubles(choices: Choice[]): Choice[] {
  return choices.filter(({ label }, at) => choices.findIndex((other) => other.label === label) === at);
}
