import type {
  CancelWord,
  ChangeWebReport,
  WebMessage,
  WebReportAction,
  WebReportState,
  WebReportStatus,
} from '#contract/citizen-report';
import type { CitizenTextKey } from '#contract/citizen-texts';
import type { Outcome, WaitingChange } from './change-queue.ts';
import { el, icon } from './element.ts';
import { newId } from './new-id.ts';
import type { PageData, Say } from './page-data.ts';
import { clock } from './unsent-screen.ts';

const STALE_MS = 30_000;
const STEPS = ['alerted', 'acknowledged', 'en-route', 'on-scene'] as const;
/** How many of the steps are done. */
const DONE: Partial<Record<WebReportState, number>> = {
  waiting: 1,
  acknowledged: 2,
  'en-route': 3,
  'on-scene': 4,
  resolved: 4,
  closed: 4,
};

const CANCEL_TEXTS: Readonly<Record<CancelWord, CitizenTextKey>> = {
  ...{ 'by-mistake': 'cancel.mistake', 'safe-now': 'safe', keep: 'cancel.keep', 'all-fine': 'allFine' },
};

type Given = {
  data: Pick<PageData, 'language' | 'texts'>;
  say: Say;
  first: WebReportStatus;
  /** It waits for a signal where there is none. */
  change(change: ChangeWebReport): Promise<Outcome>;
  /** @throws what can't be read as a picture */
  addPhoto(photo: File): Promise<Outcome>;
  locate(): void;
  /** The button of the map and the map itself. */
  map: { open: HTMLElement; box: HTMLElement; close(): void; isOpen(): boolean };
  onNew(): void;
  /** Above the card stands its number, to be said on the telephone. */
  onHeading(heading: string): void;
};

/** The truth about a report, biggest first, and all that can be done about it. What is being typed stays when news comes. */
export function createStatusScreen({ data, say, first, change, addPhoto, locate, map, onNew, onHeading }: Given) {
  const thai = data.language === 'th';
  let status = first;
  /** The server's clock, by ours. */
  let ahead = 0;
  let heardAt = performance.now();
  let asksCancel = false;

  const title = el('h2');
  const body = el('div');
  const card = el('section', { class: 'card' }, el('div', { role: 'status' }, title), body);
  let shown = '';
  let asksPlace = false;
  const pressed = el('p', { class: 'done', role: 'status' });
  const actions = el('div', { class: 'actions' });
  const places = el('div');
  const messages = el('ul', { class: 'messages', 'aria-live': 'polite' });
  const unsent = el('ul', { class: 'messages', 'aria-live': 'polite' });
  const keeps = el('p', { class: 'late', role: 'status' });
  const more = el('div', { class: 'actions' });
  const freshness = el('p', { class: 'fresh' });

  /** @returns false if it was refused; what waits is said beside it */
  const run = async (asked: ChangeWebReport, done?: CitizenTextKey): Promise<boolean> => {
    pressed.replaceChildren();
    const outcome = await change({ at: new Date().toISOString(), ...asked });
    if (outcome === 'waiting') return true;
    if ('refusal' in outcome) {
      refuse(outcome.refusal);
      return false;
    }
    show(outcome.status);
    pressed.replaceChildren(...(done ? [icon('check'), say(done)] : []));
    return true;
  };
  const refuse = (refusal: string): void =>
    pressed.replaceChildren(el('span', { class: 'problem' }, refusal === '' ? say('refused') : refusal));
  const may = (action: WebReportAction): boolean => status.actions.includes(action);
  const button = (words: string, press: () => void, picture?: string, kind = 'plain'): HTMLElement =>
    el('button', { type: 'button', class: kind, onclick: press }, picture ? icon(picture) : null, words);
  const cancel = (word: CancelWord, done: CitizenTextKey): void => {
    asksCancel = false;
    void run({ cancel: word }, done);
  };

  const line = field({ name: 'message', words: say('chat'), submit: say('chat.send'), area: true });
  /** What is typed is sent or waits; only what was refused comes back. */
  const sends = (
    { form, input }: ReturnType<typeof field>,
    changeOf: (text: string) => ChangeWebReport,
    done: CitizenTextKey,
  ): void =>
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      const text = input.value.trim();
      if (text === '') return;
      input.value = '';
      if (!(await run(changeOf(text), done)) && input.value === '') input.value = text;
    });
  sends(line, (text) => ({ message: { id: newId(), text } }), 'done');
  const where = field({ name: 'where', words: say('place'), submit: say('chat.send'), hint: say('place.hint') });
  sends(where, (place) => ({ place }), 'done');
  const phone = field({ name: 'phone', words: say('phone'), submit: say('phone.save'), type: 'tel' });
  sends(phone, (number) => ({ phone: number }), 'phone.saved');
  const photo = el('input', { type: 'file', accept: 'image/*', class: 'file', 'aria-label': say('photo') });
  const photoState = el('span', { role: 'status' }, say('photo'));
  photo.addEventListener('change', async () => {
    const [file] = photo.files ?? [];
    photo.value = '';
    if (!file) return;
    photoState.textContent = say('sending');
    const outcome = await addPhoto(file).catch(() => undefined);
    photoState.textContent = outcome === 'waiting' ? say('photo') : say('photo.failed');
    if (!outcome || outcome === 'waiting') return;
    if ('refusal' in outcome) refuse(outcome.refusal);
    else {
      show(outcome.status);
      photoState.textContent = say('photo.sent');
    }
  });
  const addPhotoButton = el('label', { class: 'plain picture' }, photo, icon('photo'), photoState);
  const landmark = el('p', { class: 'late' }, say('place.landmark'));

  function show(next: WebReportStatus): void {
    status = next;
    ahead = Date.parse(next.now) - Date.now();
    sign();
    // The same again moves nothing under anybody's finger.
    const { now: _now, ...rest } = next;
    if (JSON.stringify(rest) === shown) {
      tick();
      return;
    }
    shown = JSON.stringify(rest);
    const focused = document.activeElement?.textContent;
    const { state, silent, station, etaAt, position, code, incidentCode, writtenAt, receivedAt } = status;
    const quiet = `s.${state}` as CitizenTextKey;
    const agency = (thai ? station?.th : station?.en) ?? say('officer');
    const heading = silent && quiet in data.texts ? say(quiet) : say(`state.${state}`, { agency });
    onHeading(say('code', { code: incidentCode ?? code }));
    if (title.textContent !== heading) {
      title.replaceChildren(icon(state === 'waiting' || state === 'unfinished' ? 'clock' : 'check'), heading);
    }
    // Taken back: nothing comes, so nothing is green and no step is promised.
    const isTakenBack = state === 'cancelled' || state === 'dropped';
    card.className = `card ${isTakenBack ? 'ended' : state === 'waiting' || state === 'unfinished' ? 'waits' : 'answered'}`;
    const isEnded = state === 'resolved' || isOver(state);
    const isLate = !isTakenBack && writtenAt !== null && Date.parse(receivedAt) - Date.parse(writtenAt) > 60_000;
    body.replaceChildren(
      ...(state === 'waiting' ? waitingLines() : []),
      ...(etaAt && (state === 'acknowledged' || state === 'en-route') ? etaLines(etaAt) : []),
      ...kept(
        isLate &&
          el(
            'p',
            { class: 'hint' },
            `${say('unsent.written')} ${clock(new Date(writtenAt))} → ${clock(new Date(receivedAt))}`,
          ),
      ),
      freshness,
      ...kept(!isTakenBack && stepsDone()),
    );
    actions.replaceChildren(
      ...kept(
        may('nobody-came') &&
          button(
            say('nobodyCame'),
            () => void run({ nobodyCame: true }, isEnded ? 'nobodyCame.done' : 'done'),
            'nobody',
            'amber',
          ),
      ),
      ...kept(may('cancel') && button(say('safe'), () => cancel('safe-now', 'safe.done'), 'safe')),
    );
    places.replaceChildren(
      ...(status.places.length > 0
        ? [
            el('h2', {}, say('which')),
            ...status.places.map((one) =>
              button(thai ? one.th : one.en, () => void run({ placeCode: one.code }, 'done'), 'pin'),
            ),
          ]
        : []),
    );
    const isRough = state === 'unfinished' || (position?.accuracyMetres ?? 101) > 100;
    landmark.hidden = state === 'unfinished' || !isRough || isEnded;
    where.form.hidden = !may('position') || !(isRough || asksPlace);
    showPlaceButtons(!where.form.hidden);
    line.form.hidden = !may('message');
    phone.form.hidden = !may('phone') || silent;
    addPhotoButton.hidden = !may('photo');
    messages.replaceChildren(...status.messages.map(messageLine));
    drawMore();
    tick();
    // What was focused was made anew.
    const again = [...actions.children, ...more.children].find(({ textContent }) => textContent === focused);
    if (focused && document.activeElement === document.body && again instanceof HTMLElement) again.focus();
  }
  const locateButton = button(say('place.use'), locate, 'place', 'locate');
  function showPlaceButtons(isShown: boolean): void {
    locateButton.hidden = !isShown;
    if (!isShown && map.isOpen()) map.close();
    map.open.hidden = !isShown || map.isOpen();
  }

  function drawMore(): void {
    more.replaceChildren(
      ...kept(asksCancel && el('h2', {}, say('cancel.why'))),
      ...kept(asksCancel && button(say('cancel.mistake'), () => cancel('by-mistake', 'cancel.done'))),
      ...kept(asksCancel && button(say('safe'), () => cancel('safe-now', 'safe.done'))),
      ...kept(
        (asksCancel || status.cancelRequested !== null) &&
          may('keep') &&
          button(say('cancel.keep'), () => cancel('keep', 'done')),
      ),
      ...kept(
        asksCancel &&
          may('all-fine') &&
          status.silent &&
          button(say('allFine'), () => cancel('all-fine', 'cancel.done')),
      ),
      ...kept(
        may('position') &&
          where.form.hidden &&
          button(
            say('place'),
            () => {
              asksPlace = true;
              where.form.hidden = false;
              showPlaceButtons(true);
              drawMore();
              where.input.focus();
            },
            'pin',
          ),
      ),
      ...kept(
        may('silence') && !status.silent && button(say('silent'), () => void run({ silent: true }, 'done'), 'silent'),
      ),
      ...kept(
        may('cancel') &&
          !asksCancel &&
          button(
            say('cancel'),
            () => {
              asksCancel = true;
              drawMore();
            },
            'exit',
            'quiet',
          ),
      ),
      ...kept(may('appeal') && button(say('appeal'), () => void run({ appeal: true }, 'done'))),
      ...kept(may('rate') && el('h2', {}, say('rate'))),
      ...(may('rate')
        ? [
            el(
              'div',
              { class: 'stars' },
              ...[1, 2, 3, 4, 5].map((stars) => button(`${stars}`, () => void run({ stars }, 'done'))),
            ),
          ]
        : []),
      ...kept(isOver(status.state) && button(say('again'), onNew, 'again')),
    );
  }

  /** In silent mode nothing on the screen names the police. */
  function waitingLines(): Node[] {
    const call = el('p', { class: status.isUnanswered ? 'late' : 'hint' }, say('callIfYouCan'));
    return [el('p', { class: 'big', id: 'waited' }), ...kept(!status.silent && call)];
  }
  function etaLines(etaAt: string): Node[] {
    return [
      el('p', { class: 'big', id: 'eta' }),
      el('p', { id: 'eta-clock', class: 'hint' }, say('eta.about', { time: clock(new Date(etaAt)) })),
    ];
  }
  function stepsDone(): HTMLElement {
    const done = DONE[status.state] ?? 0;
    return el(
      'ol',
      { class: 'steps-done' },
      ...STEPS.map((name, at) => {
        const quiet = name === 'alerted' ? say('s.alerted') : say(`s.${name}`);
        return el(
          'li',
          { class: at < done ? 'done' : undefined, 'aria-current': at === done - 1 ? 'step' : undefined },
          icon(at < done ? 'check' : 'later'),
          status.silent ? quiet : say(`step.${name}`),
        );
      }),
    );
  }

  function messageLine({ id, at, from, kind, text, sender, question }: WebMessage): Node {
    const who = from === 'reporter' ? say('you') : (sender ?? (from === 'officer' ? say('officer') : ''));
    const words = question ? say(`q.${question.question}`) : kind === 'image' ? say('photo.sent') : text;
    const answers = question?.answers ?? [];
    const label = (answer: string, theirs: string): string =>
      `a.${answer}` in data.texts ? say(`a.${answer}` as CitizenTextKey) : theirs;
    return el(
      'li',
      { class: from, 'data-id': id },
      el('small', {}, who, who !== '' && ' · ', clock(new Date(at))),
      el('p', {}, words),
      question !== null &&
        question.answer !== null &&
        el('p', { class: 'answer' }, label(question.answer, question.answer)),
      question !== null &&
        question.answer === null &&
        el(
          'div',
          { class: 'answers' },
          ...answers.map(({ answer, label: theirs }) =>
            button(label(answer, theirs), () => void run({ answer: { askedId: question.askedId, answer } }, 'done')),
          ),
        ),
    );
  }

  /** What was said and has not arrived: in the writer's words, and never with a tick. */
  function showUnsent(waiting: readonly WaitingChange[]): void {
    unsent.hidden = waiting.length === 0;
    unsent.replaceChildren(
      ...waiting.map((one) =>
        el(
          'li',
          { class: 'reporter unsent-line' },
          el('p', {}, wordsOf(one)),
          el('small', {}, icon(one.isStuck ? 'offline' : 'later'), say(one.isStuck ? 'unsent' : 'sending')),
        ),
      ),
    );
    keeps.textContent = waiting.some(({ isStuck }) => isStuck)
      ? [say('unsent.kept'), status.silent ? '' : say('unsent.call')].filter(Boolean).join(' · ')
      : '';
  }
  function wordsOf({ change: said }: WaitingChange): string {
    if (!said) return say('photo');
    const { message, place, placeCode, phone: number, answer, cancel: word, nobodyCame, silent, stars, appeal } = said;
    const label = answer && `a.${answer.answer}`;
    const chosen = placeCode && status.places.find(({ code }) => code === placeCode);
    if (message) return message.text;
    if (label) return label in data.texts ? say(label as CitizenTextKey) : '…';
    if (nobodyCame) return say('nobodyCame');
    if (appeal) return say('appeal');
    if (word) return say(CANCEL_TEXTS[word]);
    if (number) return say('phone.save');
    if (silent) return say('silent');
    if (stars) return `${say('rate')}: ${stars}`;
    if (chosen) return thai ? chosen.th : chosen.en;
    return place ?? say('place');
  }

  /** Every second: nothing on the screen pretends to be fresher than it is. */
  function tick(): void {
    const now = Date.now() + ahead;
    const old = Math.round((performance.now() - heardAt) / 1000);
    const isStale = old * 1000 > STALE_MS;
    freshness.classList.toggle('late', isStale);
    card.classList.toggle('stale', isStale);
    freshness.textContent = isOver(status.state) ? '' : say(isStale ? 'stale' : 'live', { s: old });
    const minutes = (from: number, to: number): number => Math.max(0, Math.round((to - from) / 60_000));
    const waited = card.querySelector('#waited');
    if (waited)
      waited.textContent = say('waited', { n: Math.floor(Math.max(0, now - Date.parse(status.since)) / 60_000) });
    const eta = card.querySelector('#eta');
    if (eta && status.etaAt) {
      const until = Date.parse(status.etaAt);
      const isPassed = until < now;
      eta.textContent = isPassed
        ? say('eta.passed', { time: clock(new Date(until)) })
        : `${say('eta.in')} ${say('eta.minutes', { n: Math.max(1, minutes(now, until)) })}`;
      eta.classList.toggle('late', isPassed);
      card.querySelector('#eta-clock')?.toggleAttribute('hidden', isPassed);
    }
  }
  function sign(): void {
    heardAt = performance.now();
  }

  const nodes = [
    ...[
      card,
      pressed,
      places,
      landmark,
      el('div', { class: 'ways' }, locateButton, map.open),
      map.box,
      where.form,
      actions,
      messages,
    ],
    ...[unsent, keeps, line.form, addPhotoButton, phone.form, more],
  ];
  showUnsent([]);
  return { nodes, show, showUnsent, refuse, sign, tick, state: () => status.state };
}

export const isOver = (state: WebReportState): boolean =>
  state === 'closed' || state === 'cancelled' || state === 'dropped';
const kept = (node: Node | false): Node[] => (node === false ? [] : [node]);

type Field = { name: string; words: string; submit: string; hint?: string; area?: boolean; type?: string };
function field({ name, words, submit, hint, area = false, type = 'text' }: Field) {
  const input = area
    ? el('textarea', { id: name, rows: '1', maxlength: '2000', placeholder: words })
    : el('input', { id: name, type, maxlength: '300', autocomplete: 'off', placeholder: hint ?? words });
  const label = el('label', { for: name, class: 'unseen' }, words);
  const form = el(
    'form',
    { class: 'line' },
    label,
    input,
    el('button', { type: 'submit', class: 'plain' }, icon('send'), submit),
  );
  return { form, input };
}
