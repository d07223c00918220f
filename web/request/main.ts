import { HELP_SECTIONS, type HelpSection } from '#contract/help-form';
import { findHelpField } from '#contract/help-form-fields';
import { labelHelpField } from '#contract/help-form-texts';
import type { HelpLinkView } from '#contract/help-link';
import { createDraft, type Draft, type SaveState } from './draft.ts';
import { el } from './element.ts';
import { type Around, oneField, sectionFields } from './fields.ts';
import './page.css';
import { createPictures } from './pictures.ts';
import { findHere } from './place-field.ts';
import { createRequestApi, Refused } from './request-api.ts';
import { statusScreen } from './status-screen.ts';
import { type Language, type Texts, textsIn } from './texts.ts';

// The page of one person's request: danger first, then one section at a time, saved as they type; afterwards how it stands.
// The token stays behind the #: it is never part of an address that is sent.

const page = document.getElementById('page') as HTMLElement;
const token = location.hash.slice(1);
const api = createRequestApi(token);

type Screen = { at: 'danger-first' | 'danger' | 'danger-sent' | 'form' | 'status' };

let texts: Texts = textsIn(navigator.language.startsWith('en') ? 'en' : 'th');
let view: HelpLinkView;
let draft: Draft;
let screen: Screen['at'] = 'form';
let step = 0;
let wholeForm = false;
/** The sections of the form, and before the last one the pictures. */
const STEPS = [...HELP_SECTIONS.slice(0, -1), 'pictures', 'certification'] as const;
const pictures = createPictures({
  api,
  texts: () => texts,
  pictures: () => view.pictures,
  onChanged: (changed) => {
    view = { ...view, pictures: changed };
  },
});
const saveMark = el('p', { role: 'status', class: 'mark' });
let saveState: SaveState = 'saved';

function markSaved(state: SaveState): void {
  saveState = state;
  saveMark.textContent = texts.t(state === 'saved' ? 'saved' : state === 'saving' ? 'saving' : 'notSaved');
  saveMark.classList.toggle('late', state === 'not-saved');
}

function begin(first: HelpLinkView): void {
  view = first;
  draft = createDraft(api, first, {
    onState: markSaved,
    onView: (saved) => {
      view = saved;
      drawOutlook();
      // Somebody at the office has taken it meanwhile.
      if (!saved.isWritable) go('status');
    },
  });
  if (!view.isWritable) screen = 'status';
  else if (view.danger === null) screen = 'danger-first';
  else screen = 'form';
}

/** A new screen begins with its heading, also for who listens to it. */
function go(next: Screen['at'], toStep = step): void {
  screen = next;
  step = toStep;
  draw();
  scrollTo(0, 0);
  page.querySelector<HTMLElement>('h2')?.focus();
}

function draw(): void {
  document.documentElement.lang = texts.language;
  document.title = texts.t('title');
  page.replaceChildren(header(), el('main', {}, ...body()), footer());
  drawOutlook();
}

function header(): HTMLElement {
  const other: Language = texts.language === 'th' ? 'en' : 'th';
  const change = () => {
    texts = textsIn(other);
    markSaved(saveState);
    draw();
  };
  return el(
    'header',
    {},
    el('div', {}, el('h1', {}, texts.t('title')), el('p', {}, texts.t('code', { code: view.code }))),
    el('button', { type: 'button', class: 'quiet', lang: other, onclick: change }, texts.t('language')),
  );
}

function footer(): HTMLElement {
  const isForm = screen === 'form';
  return el(
    'footer',
    {},
    isForm &&
      el('button', { type: 'button', class: 'danger-bar', onclick: () => go('danger') }, `! ${texts.t('danger.bar')}`),
    el('p', {}, texts.t('privacy')),
  );
}

function body(): (Node | false)[] {
  if (screen === 'danger-first') return askDanger();
  if (screen === 'danger') return reportDanger();
  if (screen === 'danger-sent') return dangerSent();
  if (screen === 'status') {
    const show = (changed: HelpLinkView) => {
      view = changed;
      draw();
    };
    return statusScreen({ view, texts, api, show });
  }
  return view.corrections.length > 0 && !wholeForm ? corrections() : formStep();
}

const heading = (text: string): HTMLElement => el('h2', { tabindex: '-1' }, text);
const button = (text: string, kind: string, onclick: () => void): HTMLElement =>
  el('button', { type: 'button', class: kind, onclick }, text);

function askDanger(): Node[] {
  const { t } = texts;
  const answer = async (danger: 'no' | 'unknown') => {
    view = await api.save({ danger, form: draft.form() }).catch(() => ({ ...view, danger }));
    go('form');
  };
  return [
    heading(t('danger.title')),
    el('p', {}, t('danger.why')),
    button(t('danger.yes'), 'danger', () => go('danger')),
    button(t('danger.no'), 'main', () => void answer('no')),
    button(t('danger.unknown'), 'plain', () => void answer('unknown')),
    call191(),
  ];
}

const call191 = (): HTMLElement => el('a', { class: 'plain', href: 'tel:191' }, texts.t('danger.call'));

function reportDanger(): Node[] {
  const { t } = texts;
  const silent = el('input', { type: 'checkbox' });
  const problem = el('p', { role: 'alert', class: 'problem' });
  const send = async () => {
    confirm.disabled = true;
    confirm.textContent = t('danger.sending');
    const here = await findHere();
    try {
      view = await api.save({ danger: 'yes', silent: silent.checked, form: draft.form(), here: here ?? null });
      go('danger-sent');
    } catch (error) {
      confirm.disabled = false;
      confirm.textContent = t('danger.confirm');
      problem.textContent = error instanceof Refused && error.message ? error.message : t('offline');
    }
  };
  const confirm = el('button', { type: 'button', class: 'danger', onclick: () => void send() }, t('danger.confirm'));
  return [
    heading(t('danger.bar')),
    el('p', {}, t('danger.where')),
    el('label', { class: 'option wide' }, silent, el('span', {}, t('danger.silent'))),
    confirm,
    problem,
    call191(),
    button(t('danger.goOn'), 'quiet', () => go(view.danger === null ? 'danger-first' : 'form')),
  ];
}

function dangerSent(): Node[] {
  const { t } = texts;
  return [
    heading(t('danger.sent')),
    el('p', {}, t('danger.sentHow')),
    call191(),
    button(t('danger.goOn'), 'plain', () => go(view.isWritable ? 'form' : 'status')),
  ];
}

const around = (): Around => ({ draft, texts, api, view: () => view });

/** Only what was sent back, each with what the officer wrote. */
function corrections(): Node[] {
  const { t } = texts;
  const sections = new Map<HelpSection, Set<string>>();
  const parts = view.corrections.flatMap(({ field, reason }) => {
    const [section = '', key = ''] = field.split('.');
    const found = findHelpField(`${section}.${key}`);
    const name = HELP_SECTIONS.find((one) => one === section);
    if (!found || !name) return [];
    const seen = sections.get(name) ?? new Set();
    sections.set(name, seen.add(found.key));
    return [
      el(
        'div',
        { class: 'correction' },
        el('p', { class: 'reason' }, `${labelHelpField(texts.form, field)}: ${reason}`),
        oneField(name, found, around()),
      ),
    ];
  });
  return [
    heading(t('correct.title', { count: view.corrections.length })),
    el('p', {}, t('correct.hint')),
    saveMark,
    ...parts,
    el('h3', {}, texts.form.pictures.title),
    pictures.field(),
    sendPart(t('correct.send')),
    button(t('correct.all'), 'quiet', () => {
      wholeForm = true;
      go('form', 0);
    }),
  ];
}

function formStep(): (Node | false)[] {
  const { t, form } = texts;
  const section = STEPS[step] ?? 'person';
  const isLast = step === STEPS.length - 1;
  const { title, hint } =
    section === 'pictures' ? form.pictures : { title: form.sections[section], hint: form.sectionHints[section] };
  return [
    el(
      'div',
      { class: 'steps' },
      el('progress', {
        max: String(STEPS.length),
        value: String(step + 1),
        'aria-label': title,
      }),
      el('span', {}, t('step', { at: step + 1, of: STEPS.length })),
    ),
    heading(isLast ? t('send.title') : title),
    hint !== '' && el('p', { class: 'hint' }, hint),
    saveMark,
    ...(section === 'pictures' ? [pictures.field()] : sectionFields(section, around())),
    section === 'wanted' && el('div', { id: 'outlook' }),
    isLast && el('div', { id: 'missing' }),
    isLast && sendPart(t('send.send')),
    el(
      'nav',
      {},
      step > 0 && button(t('back'), 'plain', () => go('form', step - 1)),
      !isLast && button(t('next'), 'main', () => go('form', step + 1)),
    ),
  ];
}

function sendPart(label: string): HTMLElement {
  const { t } = texts;
  const problem = el('p', { role: 'alert', class: 'problem' });
  const send = async (sure: boolean) => {
    main.disabled = true;
    try {
      if (!(await draft.finish()) || !(await pictures.finish())) throw new Error('not saved');
      view = await api.submit(sure);
      wholeForm = false;
      return go(view.isWritable ? 'form' : 'status');
    } catch (error) {
      const isEarlier = error instanceof Refused && error.code === 'help/earlier-request';
      problem.textContent = isEarlier
        ? t('send.sure')
        : error instanceof Refused && error.message
          ? error.message
          : t('offline');
      again.hidden = !isEarlier;
    }
    main.disabled = false;
  };
  const main = el('button', { type: 'button', class: 'main', onclick: () => void send(false) }, label);
  const again = el(
    'button',
    { type: 'button', class: 'plain', hidden: true, onclick: () => void send(true) },
    t('send.sureYes'),
  );
  return el('div', { class: 'send' }, main, problem, again);
}

/** What the family had before, and what is missing: drawn anew with each save, without touching what is being typed. */
function drawOutlook(): void {
  const outlook = document.getElementById('outlook');
  const { t, language } = texts;
  if (outlook) {
    const chosen = draft.value('wanted.benefit');
    const lines = view.outlook
      .filter(({ benefit, used }) => benefit === chosen || used > 0)
      .map((one) => {
        const named = view.benefits.find(({ code }) => code === one.benefit);
        const name = (language === 'en' ? named?.en : named?.th) ?? one.benefit;
        const used =
          one.timesPerYear === null
            ? t('outlook.used', { name, used: one.used })
            : t('outlook.usedOf', { name, used: one.used, of: one.timesPerYear });
        return el(
          'div',
          { class: one.isReached ? 'outlook late' : 'outlook' },
          el('p', {}, used),
          el('p', { class: 'hint' }, t('outlook.ceiling', { baht: one.ceilingBaht.toLocaleString('en') })),
          one.isReached && el('p', {}, t('outlook.reached')),
          !one.isReached && one.eligible === 'no' && one.benefit === chosen && el('p', {}, t('outlook.no')),
          one.unverified && el('p', { class: 'hint' }, t('unverified')),
        );
      });
    outlook.replaceChildren(
      ...(view.openCode === null
        ? []
        : [el('p', { class: 'outlook late' }, t('earlier.open', { code: view.openCode }))]),
      ...(lines.length > 0 ? [el('h3', {}, t('outlook.title')), ...lines] : []),
    );
  }
  drawMissing();
}

function drawMissing(): void {
  const missing = document.getElementById('missing');
  if (!missing) return;
  const { t, form } = texts;
  const links = view.gaps.map(({ field, why }) => {
    const at = (STEPS as readonly string[]).indexOf(field.split('.')[0] ?? '');
    const name = labelHelpField(form, field);
    const text = why === 'wrong' ? `${name} (${t('wrong')})` : name;
    return el(
      'li',
      {},
      button(text, 'quiet', () => go('form', at === -1 ? 0 : at)),
    );
  });
  missing.replaceChildren(
    el(
      'p',
      { class: links.length > 0 ? 'late' : 'good' },
      links.length > 0 ? t('send.missing', { count: links.length }) : t('send.ready'),
    ),
    ...(links.length > 0 ? [el('ul', { class: 'missing' }, ...links)] : []),
  );
}

async function open(): Promise<void> {
  page.replaceChildren(el('main', {}, el('p', { role: 'status' }, texts.t('loading'))));
  try {
    begin(await api.open());
    draw();
  } catch (error) {
    const isBad = error instanceof Refused;
    const { t } = texts;
    page.replaceChildren(
      el(
        'main',
        {},
        heading(isBad ? t('badLink') : t('offline')),
        isBad && el('p', {}, t('badLink.how')),
        isBad && el('a', { class: 'plain', href: 'tel:1300' }, '1300'),
        button(t('tryAgain'), 'main', () => void open()),
        el('a', { class: 'quiet', href: 'tel:191' }, t('danger.call')),
      ),
    );
  }
}

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden' && draft !== undefined) draft.leave();
});
void open();
