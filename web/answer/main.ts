import './page.css';
import { FORM_TEXTS } from '#contract/case-form-texts';
import { formatPlaceInEnglish, formatPlaceInThai } from '#contract/jurisdiction';
import { REFERRAL_DECLINES, REFERRAL_FAILURES } from '#contract/referral';
import type { LinkAnswer, LinkView } from '#contract/referral-link';
import { outcomesOf } from '#contract/referral-rules';
import { REFERRAL_TEXTS } from '#contract/referral-texts';
import { BUDDHIST, thaiDayOf } from '#contract/thai-day';
import en from './en.json' with { type: 'json' };
import th from './th.json' with { type: 'json' };

type Language = 'th' | 'en';
type Key = keyof typeof th;
/** What is filled in now, beside what was asked. */
type Step = 'choose' | 'decline' | 'fail';

const OWN: Record<Language, Record<Key, string>> = { th, en };
const page = document.querySelector('#page') as HTMLElement;
let language: Language = 'th';
let view: LinkView | undefined;
let step: Step = 'choose';
/** What the server refused; said in the language on the screen, also after it was switched. */
type Refusal = { code?: string; title?: string; params?: { left?: number } };
let problem: Refusal | undefined;
let isBusy = false;
/** Only in this page's memory: gone when it is closed. */
const key = { token: location.hash.slice(1), code: '' };
/** The link carried it; typed from a letter it can be typed again. */
const isFromLink = key.token !== '';
let answeredBy = '';

const t = (name: Key): string => OWN[language][name];

type Child = Node | string | false | undefined;
/** Makes an element: texts are set as text, never as markup. */
function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  given: Readonly<Record<string, string | boolean | ((event: Event) => void)>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (typeof value === 'function') made.addEventListener(name.slice(2), value);
    else if (value !== false) made.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children) if (child) made.append(child);
  return made;
}

async function send(path: 'open' | 'answer', body: object): Promise<void> {
  isBusy = true;
  problem = undefined;
  render();
  try {
    const answer = await fetch(`/api/v1/answer-link/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language },
      body: JSON.stringify({ ...key, ...body }),
      credentials: 'omit',
    });
    const read = (await answer.json()) as LinkView & Refusal;
    if (answer.ok) {
      view = read;
      step = 'choose';
      // The token need not stand in the address any more, nor in what the browser remembers.
      history.replaceState(null, '', location.pathname);
    } else problem = read;
  } catch {
    problem = {};
  }
  isBusy = false;
  render();
  (page.querySelector('[role=alert], [role=status]') ?? page.querySelector('h2'))?.scrollIntoView({ block: 'nearest' });
}
const reply = (answer: LinkAnswer): Promise<void> => send('answer', { answer });

function say({ code, title, params }: Refusal): string {
  if (code === 'referral/link-not-valid') return t('linkEnded');
  if (code === 'referral/link-wrong-code') return t('wrongCode').replace('{left}', String(params?.left ?? 0));
  return title ?? t('offline');
}

function render(): void {
  document.documentElement.lang = language;
  document.title = t('title');
  const switchLanguage = () => {
    language = language === 'th' ? 'en' : 'th';
    render();
  };
  page.replaceChildren(
    el(
      'header',
      {},
      el('h1', {}, t('title')),
      el('button', { type: 'button', class: 'plain', onclick: switchLanguage }, t('other')),
    ),
    view?.isDemonstration ? el('p', { class: 'small' }, t('demonstration')) : '',
    problem ? el('p', { class: 'warn', role: 'alert' }, say(problem)) : '',
    ...(view ? showReferral(view) : [askKey()]),
  );
}

let fields = 0;
function field(label: string, input: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement, hint = ''): Node {
  fields += 1;
  input.id = `f${fields}`;
  const whole = el('div', {}, el('label', { for: input.id }, label), input);
  if (hint) {
    const below = el('p', { class: 'small', id: `${input.id}h` }, hint);
    input.setAttribute('aria-describedby', below.id);
    whole.append(below);
  }
  return whole;
}
const textField = (value: string, given: Record<string, string | boolean> = {}) => {
  const input = el('input', { type: 'text', autocomplete: 'off', ...given });
  input.value = value;
  return input;
};
function choice(names: Readonly<Record<string, string>>, codes: readonly string[]): HTMLSelectElement {
  return el(
    'select',
    { required: true },
    el('option', { value: '' }, t('choose')),
    ...codes.map((code) => el('option', { value: code }, names[code] ?? code)),
  );
}

function askKey(): Node {
  const token = textField(key.token, {
    class: 'secret',
    required: true,
    autocapitalize: 'characters',
    maxlength: '40',
  });
  const code = textField('', {
    ...{ class: 'secret', required: true, inputmode: 'numeric', maxlength: '9', pattern: '\\s*\\d(\\s*\\d){5}\\s*' },
  });
  const submit = (event: Event) => {
    event.preventDefault();
    if (!isFromLink) key.token = token.value;
    key.code = code.value.trim();
    void send('open', {});
  };
  return el(
    'form',
    { onsubmit: submit },
    !isFromLink && field(t('token'), token, t('tokenHint')),
    field(t('code'), code, t('codeHint')),
    el('button', { class: 'main', disabled: isBusy }, isBusy ? t('opening') : t('open')),
    el('p', { class: 'small' }, `${t('recorded')} · ${t('noCode')}`),
  );
}

const era = (): string => (language === 'th' ? 'th-TH-u-ca-buddhist-nu-latn' : 'en-GB');
const dayFormat = () => new Intl.DateTimeFormat(era(), { timeZone: 'UTC', dateStyle: 'medium' });
const moment = (at: string): string =>
  new Intl.DateTimeFormat(era(), {
    ...{ timeZone: 'Asia/Bangkok', dateStyle: 'medium', timeStyle: 'short' },
  }).format(new Date(at));
const line = (label: string, text: string | Node): Node[] => (text ? [el('dt', {}, label), el('dd', {}, text)] : []);
const callable = (phone: string): Node => el('a', { href: `tel:${phone}` }, phone);

function showReferral(shown: LinkView): Node[] {
  const names = REFERRAL_TEXTS[language];
  const codes = FORM_TEXTS[language].codes;
  const one = shown.referral;
  const where = language === 'th' ? formatPlaceInThai(one.place) : formatPlaceInEnglish(one.place);
  const sender = language === 'th' ? one.from.nameTh : (one.from.nameEn ?? one.from.nameTh);
  const asked = el(
    'section',
    {},
    el('p', { class: 'small' }, `${one.code} · ${names.statuses[shown.status]}`),
    el('h2', { class: 'lead' }, codes.serviceCode[one.serviceCode]),
    one.silent && el('p', { class: 'warn' }, t('silent')),
    el(
      'dl',
      {},
      ...line(t('about'), `${names.ageBands[one.ageBand]}, ${where}`),
      ...line(t('urgency'), names.urgencies[one.urgency]),
      ...line(t('papers'), one.papers.map((paper) => names.papers[paper]).join(', ')),
      ...(shown.status === 'offered' && one.dueAt ? line(t('due'), moment(one.dueAt)) : []),
      ...line(t('from'), sender),
      ...line(t('question'), callable(shown.senderPhone ?? '1300')),
    ),
  );
  // What was just answered, and whom they help now, before what they have read already.
  if (shown.actions.length === 0) return [...showAnswer(shown), asked];
  return [...(shown.packet ? [showPerson(shown.packet)] : []), asked, ...showAnswer(shown)];
}

/** The name of a code of a form's list; anything else as it is. */
function nameCode(list: string, value: unknown): string {
  const codes: Record<string, Record<string, string>> = FORM_TEXTS[language].codes;
  return codes[list]?.[String(value)] ?? String(value);
}
const LIST_OF: Record<string, string> = {
  ...{ sex: 'sex', nationality: 'nationality', language: 'language', disabilities: 'disability' },
  ...{ pregnant: 'yesNoUnknown', schoolStatus: 'schoolStatus', noIdReason: 'noIdReason', channel: 'contactChannel' },
};

function sayValue(name: string, value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.map((one) => sayValue(name, one)).join(', ');
  if (typeof value === 'object') {
    const { kind, name: called, phone, from, to } = value as Record<string, string | undefined>;
    if (from && to) return `${from}–${to}`;
    return [kind && nameCode(name, kind), called, phone].filter(Boolean).join(' · ');
  }
  if (value === 'any') return t('anyHours');
  if (name === 'birthYear') return String(Number(value) + (language === 'th' ? BUDDHIST : 0));
  if (name === 'birthDate') return dayFormat().format(new Date(String(value)));
  return nameCode(LIST_OF[name] ?? name, value);
}

function showPerson(packet: NonNullable<LinkView['packet']>): Node {
  const known = (values: Record<string, unknown>, names: readonly Key[]) =>
    names.flatMap((name) => line(t(name), sayValue(name, values[name])));
  const contact = packet.safeContact ?? {};
  const hidden = contact.mustNotKnow;
  return el(
    'section',
    {},
    el('h2', {}, t('person')),
    el(
      'dl',
      {},
      ...known(packet.person, [
        ...(['name', 'alias', 'idNumber', 'noIdReason', 'birthDate', 'birthYear', 'sex', 'nationality'] as const),
        ...(['language', 'disabilities', 'pregnant', 'schoolStatus', 'caregiver', 'guardian'] as const),
      ]),
      ...line(t('why'), packet.why ?? ''),
    ),
    el('h2', {}, t('contact')),
    packet.silent && el('p', { class: 'warn' }, t('silent')),
    Array.isArray(hidden) &&
      hidden.length > 0 &&
      el('p', { class: 'warn' }, `${t('mustNotKnow')}: ${hidden.join(', ')}`),
    el('dl', {}, ...known(contact, ['channel', 'detail', 'hours', 'checkQuestion'])),
  );
}

function showAnswer(shown: LinkView): Node[] {
  const names = REFERRAL_TEXTS[language];
  if (shown.actions.length === 0) {
    const { status } = shown;
    const said =
      status === 'completed' || status === 'not-completed'
        ? t('thanks')
        : status === 'declined'
          ? t('declined')
          : status === 'declined-proposed'
            ? t('proposed')
            : t('ended');
    return [el('section', {}, el('p', { class: 'good', role: 'status' }, said))];
  }
  const who = textField(answeredBy, { required: true, maxlength: '100', autocomplete: 'name' });
  who.addEventListener('input', () => {
    answeredBy = who.value;
  });
  const note = el('textarea', { maxlength: '500', rows: '3' });
  const by = () => ({ answeredBy: who.value.trim(), note: note.value.trim() });
  const onSubmit = (run: () => void) => (event: Event) => {
    event.preventDefault();
    if (!isBusy) run();
  };
  const goTo = (next: Step) => () => {
    step = next;
    render();
  };
  const back = el('button', { type: 'button', onclick: goTo('choose') }, t('back'));
  const main = (text: string) => el('button', { class: 'main', disabled: isBusy }, text);
  if (step === 'decline' || step === 'fail') {
    const isDecline = step === 'decline';
    const reason = choice(names.endReasons, Object.keys(isDecline ? REFERRAL_DECLINES : REFERRAL_FAILURES));
    const run = onSubmit(() => {
      const action = isDecline ? 'decline' : 'not-complete';
      void reply({ action, reason: reason.value, ...by() } as LinkAnswer);
    });
    return [
      el(
        'form',
        { onsubmit: run },
        el('h2', {}, isDecline ? t('decline') : t('failed')),
        isDecline && shown.referral.statutory && el('p', { class: 'small' }, t('statutory')),
        field(t('reason'), reason),
        field(t('note'), note),
        field(t('who'), who),
        main(isDecline ? t('sendDecline') : t('sendFailed')),
        back,
      ),
    ];
  }
  if (shown.status === 'offered') {
    return [
      el(
        'form',
        { onsubmit: onSubmit(() => void reply({ action: 'accept', answeredBy: who.value.trim() })) },
        el('p', { class: 'small' }, t('nameLater')),
        field(t('who'), who),
        main(t('accept')),
        el('button', { type: 'button', onclick: goTo('decline') }, t('decline')),
      ),
    ];
  }
  const outcome = choice(names.outcomes, outcomesOf(shown.referral.serviceCode));
  const today = thaiDayOf(new Date());
  const on = el('input', { type: 'date', required: true, max: today });
  on.value = today;
  return [
    el(
      'form',
      {
        onsubmit: onSubmit(() => {
          void reply({ action: 'complete', outcome: outcome.value, on: on.value, ...by() } as LinkAnswer);
        }),
      },
      el('h2', {}, t('outcomeTitle')),
      el('p', { class: 'small' }, `${t('keepLetter')} ${moment(shown.expiresAt)}`),
      field(t('outcome'), outcome),
      field(t('on'), on),
      field(t('note'), note),
      field(t('who'), who),
      main(t('sendOutcome')),
      el('button', { type: 'button', onclick: goTo('fail') }, t('failed')),
    ),
  ];
}

render();
