import type { TypedPlace } from '#capabilities/jurisdiction';
import { INCIDENT_TYPES } from '#contract/incident-type';
import { MENU_ANSWER } from '#events/inbound';
import type { Choice, OutgoingMessage } from '#events/outgoing-message';
import { type Conversation, isDraft, isInTouch, type Prompt } from './conversation.ts';
import { formatPhone } from './phone.ts';
import { describeStatus } from './status.ts';
import type { Translate } from './translate.ts';

/** A button with its label and data. */
export type Answer = Extract<Choice, { kind: 'answer' }>;

/** An outgoing message before it has an address. `preview`: what a locked phone may show, if more than our name. */
export type MessageContent = Pick<OutgoingMessage, 'parts' | 'choices'> & Partial<Pick<OutgoingMessage, 'preview'>>;

/** What rendering needs besides the prompt. */
export type Setting = {
  translate: Translate;
  conversation: Conversation;
  knownPhone: string | null;
  now: Date;
  /** Where our pages for citizens are, without a slash at the end. */
  publicUrl: string;
};

/** Symbols that phones and plain desktop fonts can both draw. */
const TYPE_ICONS = ['⚡', '🔒', '⚠️', '⁉️', '⚔️', '❓'];

/** Renders a prompt as text and buttons. Each one has the location button again, because quick replies disappear. */
export function renderPrompt(prompt: Prompt, setting: Setting): MessageContent {
  const { translate, conversation } = setting;
  const always = generalChoices(translate, conversation);
  const line = (text: string, ...own: Choice[]): MessageContent => ({
    parts: [{ kind: 'text', text }],
    choices: withoutDoubles([...own, ...always]),
  });
  switch (prompt.key) {
    case 'help':
      // While help is on the way its menu has no place for a request; whoever asks for one in words gets it.
      return line(
        translate('help'),
        ...(isInTouch(conversation.report) ? [answer(translate, 'choice.help-form', 'help-danger:no')] : []),
        ...(['1300', '1323', '1669'] as const).map((number) => call(translate, number)),
      );
    case 'how-to':
      return translate.isSilent ? line(translate('how-to')) : { ...explainUse(setting), choices: always };
    case 'help-danger':
      return line(
        `${translate('help')}\n\n${translate('help-danger')}`,
        answer(translate, 'choice.help-danger-no', 'help-danger:no'),
        answer(translate, 'choice.help-danger-yes', 'help-danger:yes'),
        ...(['1300', '1323', '1669'] as const).map((number) => call(translate, number)),
      );
    case 'welfare-help':
      return line(
        translate('welfare-help'),
        call(translate, '1300'),
        answer(translate, 'choice.report-silent', MENU_ANSWER.reportSilently),
      );
    case 'ended-hint':
    case 'message-after-resolved':
      return line(translate(prompt.key), nobodyCame(translate, conversation.report?.id));
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
    case 'at-placement':
      return line(
        translate('at-placement', { name: prompt.name }),
        answer(translate, 'choice.at-placement', `qr-place:${prompt.code}`),
      );
    case 'ask-phone':
    case 'phone-wrong':
      return line(
        translate(prompt.key),
        ...knownPhone(setting),
        answer(translate, 'choice.no-calls', 'phone:no-calls'),
      );
    case 'phone-thanks':
      return line(translate('phone-thanks', { phone: formatPhone(prompt.phone) }));
    case 'phone-doubtful':
      return line(
        translate('phone-doubtful', { phone: formatPhone(prompt.phone) }),
        answer(translate, 'choice.phone-right', `phone-right:${prompt.phone}`),
        answer(translate, 'choice.no-calls', 'phone:no-calls'),
      );
    case 'type-changed':
      return line(translate('type-changed', { type: translate(`type.${prompt.type}`) }));
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
      return line(text, ...(hasEnded ? [nobodyCame(translate, conversation.report?.id)] : []));
    }
    case 'rated':
      return line(translate('rated'), nobodyCame(translate, conversation.report?.id), call(translate, '1300'));
    default:
      return line(translate(prompt.key));
  }
}

/** How it is used, at most eight words a line, and the same in pictures and to practise on our pages. */
function explainUse({ translate, publicUrl }: Setting): Pick<MessageContent, 'parts'> {
  const [title = '', ...lines] = translate('how-to').split('\n');
  const page = (key: 'choice.how-pictures' | 'choice.practise', path: string): Choice => ({
    ...{ kind: 'link', label: translate(key) },
    url: `${publicUrl}${path}?lang=${translate.language}`,
  });
  const buttons = [page('choice.how-pictures', '/r/how'), page('choice.practise', '/r/practice')];
  return { parts: [{ kind: 'card', tone: 'neutral', title, lines, buttons }] };
}

/** The types as a numbered list, because typing a digit is the fastest answer, and the only one on a PC. */
function listTypes(translate: Translate, title: string): Pick<MessageContent, 'parts'> {
  const options = INCIDENT_TYPES.map((type, at) => {
    return { icon: `${at + 1} ${TYPE_ICONS[at] ?? ''}`, label: translate(`type.${type}`), data: `type:${type}` };
  });
  return { parts: [{ kind: 'list', title, options }] };
}

/** A question that lists its answers in the text: where buttons are missing, a digit can be typed. */
function askNumbered(
  { translate, conversation }: Setting,
  key: 'which-place' | 'same-or-new' | 'ask-cancel' | 'ask-cancel-draft',
  answers: (Answer & { long?: string })[],
  always: Choice[],
): MessageContent {
  const list = answers.map(({ label, long }, at) => `${at + 1}. ${long ?? label}`).join('\n');
  const text = translate(key, { list, code: conversation.report?.lastNotified?.code ?? '' });
  const numbered = numberOff(answers.map(({ label, data }) => choice(label, data)));
  return { parts: [{ kind: 'text', text }], choices: [...numbered, ...always] };
}

/** Numbers the answers from 1, so that they can be typed. */
export function numberOff(answers: Answer[]): Answer[] {
  return answers.map((one, at) => ({ ...one, number: at + 1 }));
}

function placeChoice(translate: Translate, { code, name, shortName, isSure }: TypedPlace): Answer & { long: string } {
  return {
    ...choice(shortName[translate.names], `place:${code}${isSure ? '' : ':maybe'}`),
    long: name[translate.names],
  };
}

/** Buttons for each situation: without a report, while its place is missing, and while help is coming. */
export function generalChoices(translate: Translate, { report }: Pick<Conversation, 'report'>): Choice[] {
  // With both known it is submitted in this step.
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
 * Buttons while help is coming. What helps if nobody comes is in front; in silent mode the call button is not, so that
 * nobody taps it by accident.
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

/** The button names its report: an answer to news about an older report must not count for a newer one. */
export function nobodyCame(translate: Translate, reportId: string | undefined): Answer {
  return answer(translate, 'choice.nobody-came', reportId ? `nobody-came::${reportId}` : 'nobody-came');
}

/** Asks how they are; somebody who reads the screen learns nothing from it. After a case they may be asked later, too. */
export function renderWelfareQuestion(translate: Translate, checkId: string, hasLater = false): MessageContent {
  const numbered = numberOff([
    answer(translate, 'choice.welfare-fine', `welfare:fine:${checkId}`),
    answer(translate, 'choice.welfare-help', `welfare:need-help:${checkId}`),
    ...(hasLater ? [answer(translate, 'choice.welfare-later', `welfare:later:${checkId}`)] : []),
    answer(translate, 'choice.welfare-stop', `welfare:stop:${checkId}`),
  ]);
  return { parts: [{ kind: 'text', text: translate('welfare.ask') }], choices: numbered };
}

/** Asks whether they got it; somebody who reads the screen learns nothing of what it is. */
export function renderReceiptQuestion(translate: Translate, askedId: string): MessageContent {
  const numbered = numberOff([
    answer(translate, 'choice.receipt-received', `receipt:received:${askedId}`),
    answer(translate, 'choice.receipt-partly', `receipt:partly:${askedId}`),
    answer(translate, 'choice.receipt-not', `receipt:not-received:${askedId}`),
    answer(translate, 'choice.welfare-stop', `receipt:stop:${askedId}`),
  ]);
  return { parts: [{ kind: 'text', text: translate('receipt.ask') }], choices: numbered };
}

/** Who will contact them, in words that say nothing of why. */
export function renderWhoCares(translate: Translate, agency: string): MessageContent {
  return { parts: [{ kind: 'text', text: translate('care.who', { agency }) }], choices: [] };
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
