import { INCIDENT_TYPES } from '#contract/incident-type';
import { MENU_ANSWER } from '#events/inbound';
import type { Choice, SpeechPart } from '#events/speech';
import type { Conversation, Saying } from './conversation.ts';
import { sayPhone } from './phone.ts';
import { sayTime, type Words } from './say.ts';

/** What is said, and what may be tapped below it. */
export type Spoken = { parts: SpeechPart[]; choices: Choice[] };

/** What words need besides the saying itself. */
export type Setting = { words: Words; conversation: Conversation; knownPhone: string | null; now: Date };

/** Signs that phones and plain desktop fonts alike can draw. */
const TYPE_ICONS = ['⚡', '🔒', '⚠️', '⁉️', '⚔️'];

/** Puts an answer into words and buttons. The location button is attached again each time: quick replies vanish. */
export function speak(saying: Saying, setting: Setting): Spoken {
  const { words, conversation } = setting;
  const text = (choices: Choice[], line: string = words(saying.say as Parameters<Words>[0])): Spoken => ({
    parts: [{ kind: 'text', text: line }],
    choices,
  });
  switch (saying.say) {
    case 'greeting':
    case 'idle-hint':
    case 'nothing-to-cancel':
    case 'no-report':
    case 'draft-dropped':
    case 'language-set':
    case 'how-to':
      return text([answer(words, 'choice.report', MENU_ANSWER.report), reportSilently(words), call(words, '191')]);
    case 'help':
      return text([call(words, '1300'), call(words, '1323'), call(words, '1669'), call(words, '191')]);
    case 'ask-type':
    case 'got-place-ask-type':
      return askType(words, saying.say);
    case 'ask-place':
    case 'ask-place-again':
    case 'still-no-place':
    case 'outside-thailand':
      return text([location(words), call(words, '191'), answer(words, 'choice.cancel', MENU_ANSWER.cancel)]);
    case 'which-place':
      return text([...saying.places.map(({ label, code }) => choice(label, `place:${code}`)), location(words)]);
    case 'ask-phone':
    case 'phone-wrong':
      return text([...knownPhone(setting), answer(words, 'choice.no-calls', 'phone:no-calls'), ...inTouch(words)]);
    case 'phone-thanks':
      return text(inTouch(words), words('phone-thanks', { phone: sayPhone(saying.phone) }));
    case 'type-changed':
      return text(inTouch(words), words('type-changed', { type: words(`type.${saying.type}`) }));
    case 'same-or-new':
      return text(
        [answer(words, 'choice.same', 'same'), answer(words, 'choice.new', 'new')],
        words('same-or-new', { code: conversation.report?.told?.code ?? '' }),
      );
    case 'ask-cancel':
      return text([
        answer(words, 'choice.by-mistake', 'cancel:by-mistake'),
        answer(words, 'choice.safe-now', 'cancel:safe-now'),
        answer(words, 'choice.keep', 'cancel:keep'),
      ]);
    case 'status':
      return sayStatus(setting);
    case 'rated':
      return text([call(words, '1300')]);
    default:
      return text(inTouch(words));
  }
}

function askType(words: Words, say: 'ask-type' | 'got-place-ask-type'): Spoken {
  const options = INCIDENT_TYPES.map((type, index) => ({
    icon: TYPE_ICONS[index] ?? '•',
    label: words(`type.${type}`),
    data: `type:${type}`,
  }));
  return {
    parts: [{ kind: 'list', title: words(say), options }],
    choices: say === 'ask-type' ? [location(words)] : [],
  };
}

/** The truth at any time: nobody has answered, who is coming and when, or that a promise has been broken. */
function sayStatus({ words, conversation, now }: Setting): Spoken {
  const told = conversation.report?.told;
  if (!told)
    return { parts: [{ kind: 'text', text: words('status.draft') }], choices: [location(words), call(words, '191')] };
  const minutes = Math.max(0, Math.floor((now.getTime() - new Date(told.since).getTime()) / 60_000));
  const lines = [`${words('opened.code', { code: told.code })}\n${words(`status.${told.status}`, { minutes })}`];
  if (told.status === 'waiting') lines.push(words('status.call-if-you-can'));
  if (told.etaAt && ['acknowledged', 'en-route'].includes(told.status)) {
    const eta = new Date(told.etaAt);
    lines.push(words(eta < now ? 'status.eta-passed' : 'status.eta', { time: sayTime(eta) }));
  }
  const ended = ['resolved', 'closed', 'cancelled'].includes(told.status);
  const choices = ended ? [answer(words, 'choice.nobody-came', 'nobody-came'), call(words, '191')] : inTouch(words);
  return { parts: [{ kind: 'text', text: lines.join('\n') }], choices };
}

function knownPhone({ words, knownPhone: phone }: Setting): Choice[] {
  return phone ? [choice(words('choice.known-phone', { phone: sayPhone(phone) }), `phone:${phone}`)] : [];
}

/** What a reporter may always do while help is coming. */
export function inTouch(words: Words): Choice[] {
  return [
    location(words),
    { kind: 'camera-roll', label: words('choice.camera-roll') },
    answer(words, 'choice.status', MENU_ANSWER.status),
    call(words, '191'),
    answer(words, 'choice.cancel', MENU_ANSWER.cancel),
  ];
}

function location(words: Words): Choice {
  return { kind: 'location', label: words('choice.location') };
}

function reportSilently(words: Words): Choice {
  return answer(words, 'choice.report-silent', MENU_ANSWER.reportSilently);
}

export function call(words: Words, number: '191' | '1300' | '1323' | '1669'): Choice {
  return { kind: 'call', label: words(`choice.call-${number}`), number };
}

export function answer(words: Words, key: Parameters<Words>[0], data: string): Choice {
  return choice(words(key), data);
}

function choice(label: string, data: string): Choice {
  return { kind: 'answer', label, data };
}
