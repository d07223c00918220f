import type { PublicStatus } from '#contract/help';
import type { HelpLinkView } from '#contract/help-link';
import { el } from './element.ts';
import { Refused, type RequestApi } from './request-api.ts';
import type { Texts } from './texts.ts';

type Given = { view: HelpLinkView; texts: Texts; api: RequestApi; show: (view: HelpLinkView) => void };

const PATH = ['sent', 'checked', 'decided', 'got'] as const;
/** How far it has come; -1: it is not on this way any more. */
const DONE: Partial<Record<PublicStatus, number>> = {
  'being-checked': 1,
  received: 2,
  'being-decided': 2,
  appeal: 2,
  granted: 3,
  helped: 3,
  done: 4,
};
const REASONS = ['no-longer-needed', 'got-help-elsewhere', 'changed-mind', 'filed-by-mistake'] as const;

/** How it stands, in the words for the person; what they can do about it; nothing of the form. */
export function statusScreen({ view, texts, api, show }: Given): (Node | false)[] {
  const { t, language, form } = texts;
  const done = DONE[view.status];
  const when = new Intl.DateTimeFormat(language === 'th' ? 'th-TH-u-ca-buddhist' : 'en-GB', {
    dateStyle: 'medium',
    timeZone: 'Asia/Bangkok',
  });
  const { granted, refusal, agency } = view;
  const problem = el('p', { role: 'alert', class: 'problem' });
  const run = async (ask: () => Promise<HelpLinkView>) => {
    try {
      show(await ask());
    } catch (error) {
      problem.textContent = error instanceof Refused && error.message ? error.message : t('offline');
    }
  };
  return [
    el('h2', { tabindex: '-1' }, form.publicStatuses[view.status]),
    el('p', { class: 'hint' }, t('status.since', { when: when.format(new Date(view.statusSince)) })),
    agency !== null && el('p', {}, t('status.agency', { name: language === 'en' ? agency.nameEn : agency.nameTh })),
    done !== undefined && path(done, texts),
    granted !== null &&
      el(
        'p',
        { class: 'good' },
        granted.amount === null
          ? t('status.grantedNoMoney', { name: granted[language] })
          : t('status.granted', { name: granted[language], baht: granted.amount.toLocaleString('en') }),
      ),
    refusal !== null && el('p', { class: 'late' }, t('status.refused', { reason: t(`refusal.${refusal.reason}`) })),
    refusal?.note != null && el('p', {}, refusal.note),
    problem,
    view.asksReceipt && receipt({ texts, run, api }),
    view.mayAppeal && appeal({ texts, run, api }),
    view.mayWithdraw && withdraw({ texts, run, api }),
  ];
}

type Acting = Pick<Given, 'texts' | 'api'> & { run: (ask: () => Promise<HelpLinkView>) => Promise<void> };

function path(done: number, { t }: Texts): HTMLElement {
  return el(
    'ol',
    { class: 'path' },
    ...PATH.map((name, at) => {
      const state = at < done ? 'done' : at === done ? 'now' : 'coming';
      const said = state === 'done' ? t('status.path.done') : state === 'now' ? t('status.path.now') : '';
      return el(
        'li',
        { class: state, 'aria-current': state === 'now' ? 'step' : undefined },
        t(`status.path.${name}`),
        said !== '' && el('small', {}, said),
      );
    }),
  );
}

function receipt({ texts: { t }, api, run }: Acting): HTMLElement {
  const one = (answer: 'received' | 'partly' | 'not-received', kind: string) =>
    el(
      'button',
      { type: 'button', class: kind, onclick: () => void run(() => api.answerReceipt(answer)) },
      t(`receipt.${answer}`),
    );
  return el(
    'section',
    {},
    el('h3', {}, t('receipt.title')),
    one('received', 'main'),
    one('partly', 'plain'),
    one('not-received', 'plain'),
  );
}

function appeal({ texts: { t }, api, run }: Acting): HTMLElement {
  const text = el('textarea', { rows: '4', maxlength: '3000', id: 'appeal' });
  const send = () => {
    if (text.value.trim() !== '') void run(() => api.appeal(text.value));
  };
  return el(
    'details',
    {},
    el('summary', {}, t('appeal.title')),
    el('p', { class: 'hint' }, t('appeal.hint')),
    el('label', { for: 'appeal' }, t('appeal.text')),
    text,
    el('button', { type: 'button', class: 'plain', onclick: send }, t('appeal.send')),
  );
}

function withdraw({ texts: { t }, api, run }: Acting): HTMLElement {
  const reasons = REASONS.map((reason, at) => ({
    reason,
    input: el('input', { type: 'radio', name: 'withdraw', checked: at === 0 }),
  }));
  const send = () => {
    const chosen = reasons.find(({ input }) => input.checked);
    if (chosen) void run(() => api.withdraw(chosen.reason));
  };
  return el(
    'details',
    {},
    el('summary', {}, t('withdraw.title')),
    ...reasons.map(({ reason, input }) =>
      el('label', { class: 'option wide' }, input, el('span', {}, t(`withdraw.${reason}`))),
    ),
    el('button', { type: 'button', class: 'plain', onclick: send }, t('withdraw.send')),
  );
}
