import type { NewWebReport, PositionError, WebReportCreated, WebReportStatus } from '#contract/citizen-report';
import type { IncidentType } from '#contract/incident-type';
import { isVague } from '#contract/vague-place';
import { type ChangeQueue, createChangeQueue } from './change-queue.ts';
import { find } from './element.ts';
import { type Fix, watchFixes } from './fixes.ts';
import { forgetAll, forgetReport, type KeptKey, keepDraft, keepKey, readDraft, readKey } from './kept-here.ts';
import { blankWhenHidden, setUpLeaving } from './leaving.ts';
import { openLineApp } from './line-app.ts';
import { newId } from './new-id.ts';
import './page.css';
import { type PageData, readPageData, sayIn } from './page-data.ts';
import { type Pin, whichCounts, zoomFor } from './pin-place.ts';
import { createPinScreen } from './pin-screen.ts';
import {
  changeReport,
  followReport,
  getStatus,
  type Key,
  namePin,
  Refused,
  sendPhoto,
  sendReport,
} from './report-api.ts';
import { openSealedStore } from './sealed-store.ts';
import { isOld, sendWaiting } from './sending.ts';
import { createStatusScreen, isOver } from './status-screen.ts';
import { noLineScreen, unsentScreen } from './unsent-screen.ts';
import { openWaitingReports, type Waiting } from './waiting-reports.ts';

// The page works without this script; with it a report waits for a signal, the position gets better, and the truth is live.

const TRY_AGAIN_MS = 15_000;
const RECONNECT_MS = 3000;
/** Larger photos are made smaller here; the server takes no more. */
const LARGEST_PHOTO = 8 * 1024 * 1024;
/** What the server reads as it is; others are made a JPEG here. */
const PHOTO_TYPES = ['image/jpeg', 'image/png', 'image/webp'];

document.documentElement.classList.add('js');
const data = readPageData();
const waiting = openWaitingReports();
let changes: ChangeQueue | undefined;
blankWhenHidden();
const line = openLineApp({ liffId: data?.liffId ?? null, placement: data?.placement?.code });
const inLine = line.init();
setUpLeaving({ say: data && sayIn(data), forget, close: line.closeWindow });
if (data) run(data);

/** Nothing of the page stays in the browser but what has not gone out: it goes now, or when the page is opened again. */
async function forget(): Promise<void> {
  forgetAll();
  const left = changes?.leave();
  for (const one of await waiting.list()) {
    await waiting.keep({ ...one, isLeft: true });
    void sendReport(one.report, true)
      .then(() => waiting.remove(one.report.clientId))
      .catch(() => undefined);
  }
  await left;
}

function run(page: PageData): void {
  const say = sayIn(page);
  const main = find('page');
  const form = find<HTMLFormElement>('report');
  if (!main || !form) return;
  const placeInput = form.elements.namedItem('place') as HTMLInputElement;
  const silent = form.elements.namedItem('silent') as HTMLInputElement;
  const placeStatus = find('place-status');

  let fix: Fix | undefined;
  let pin: Pin | undefined;
  let positionError: PositionError | undefined;
  let stopFixes: (() => void) | undefined;
  let key: Key | undefined;
  let screen: ReturnType<typeof createStatusScreen> | undefined;
  let unsent: { tick(): void; old: boolean } | undefined;
  let nextTry = 0;
  let isVouched = false;
  let flushing: Promise<void> | undefined;
  const confirmed = new Set<string>();
  const queue = createChangeQueue({
    store: openSealedStore('changes'),
    sendWords: changeReport,
    sendPicture: sendPhoto,
    onChange: () => key && screen?.showUnsent(queue.listOf(key)),
    onAnswer(of, answer) {
      if (of.code !== key?.code) return;
      if ('status' in answer) screen?.show(answer.status);
      else screen?.refuse(answer.refusal);
    },
  });
  changes = queue;

  const map = createPinScreen({
    ...{ say, thai: page.language === 'th', ...page.map, nameOf: namePin },
    isSilent: () => document.documentElement.classList.contains('silent'),
    from() {
      const known = pin ?? fix;
      return known && { lat: known.lat, lng: known.lng, zoom: zoomFor(known, known.accuracyMetres, page.map.isRough) };
    },
    onPin(next) {
      pin = next;
      sayPlace('');
      if (key) void queue.add(key, { at: next.at, position: next });
    },
    onNone() {
      (form.isConnected ? placeInput : find<HTMLInputElement>('where'))?.focus();
    },
  });
  find('locate')?.after(map.open);
  placeStatus?.after(map.box);

  restoreDraft();
  form.addEventListener('input', () => {
    // What is practised must not wait in the real form.
    if (!page.practice) keepDraft({ type: chosenType(), place: placeInput.value, silent: silent.checked });
    setSilent(silent.checked);
  });
  find('locate')?.addEventListener('click', locate);
  // Whoever allowed it before is not asked, so it begins at once.
  void navigator.permissions?.query({ name: 'geolocation' }).then(
    ({ state }) => {
      if (state === 'granted' && !page.practice) locate();
    },
    () => undefined,
  );

  form.addEventListener('submit', (event) => {
    if (page.practice) return;
    event.preventDefault();
    pin = map.pointed() ?? pin;
    void send(readForm());
  });
  addEventListener('online', () => void flush());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void flush();
  });
  setInterval(() => {
    if (Date.now() >= nextTry) void flush();
    unsent?.tick();
    screen?.tick();
  }, 1000);

  const known = readKey();
  key = known;
  if (known) void open(known);
  void flush();

  function restoreDraft(): void {
    const draft = readDraft();
    if (!draft || page.practice) return;
    const type = [...(form?.querySelectorAll<HTMLInputElement>('input[name="type"]') ?? [])].find(
      ({ value }) => value === draft.type,
    );
    if (type) type.checked = true;
    if (placeInput.value === '') placeInput.value = draft.place;
    silent.checked = draft.silent;
    setSilent(draft.silent);
  }
  function chosenType(): IncidentType | undefined {
    return (form?.querySelector<HTMLInputElement>('input[name="type"]:checked')?.value ?? undefined) as
      | IncidentType
      | undefined;
  }
  function readForm(): NewWebReport {
    const isHere = form?.querySelector<HTMLInputElement>('input[name="isHere"]:checked')?.value === 'yes';
    return {
      clientId: newId(),
      type: chosenType() ?? null,
      position: whichCounts(pin, fix) ?? null,
      positionError: fix ? null : (positionError ?? null),
      place: placeInput.value.trim() || null,
      placement: page.placement && { code: page.placement.code, isHere },
      silent: silent.checked,
      language: page.language,
      writtenAt: new Date().toISOString(),
    };
  }
  function setSilent(isSilent: boolean): void {
    if (isSilent && !document.documentElement.classList.contains('silent')) {
      // A bright map would betray, and no place is named from here on.
      pin = map.pointed() ?? pin;
      map.close();
      if (pin) sayPlace(say('map.set'));
    }
    document.documentElement.classList.toggle('silent', isSilent);
    document.title = say(isSilent ? 'docTitleSilent' : 'docTitle');
    const call = find('call-words');
    if (call) call.textContent = say(isSilent ? 's.call' : 'call191');
  }

  /** Begun by a tap. The first fix is used at once, each better one improves it. */
  function locate(): void {
    if (stopFixes) return;
    positionError = undefined;
    sayPlace(say('place.finding'));
    stopFixes = watchFixes(
      {
        onFix(next) {
          fix = next;
          // A map without streets knows nothing better.
          if (page.map.isRough && !isVague(next.accuracyMetres) && !map.isOpen()) map.open.hidden = true;
          if (whichCounts(pin, next) !== next) return;
          const isClear = next.accuracyMetres <= 100;
          sayPlace(
            isClear
              ? say('place.near', { m: next.accuracyMetres })
              : `${say('place.far', { km: (next.accuracyMetres / 1000).toFixed(1) })} ${say('place.landmark')}`,
            !isClear,
          );
          if (key) void queue.add(key, { at: next.at, position: next });
        },
        onError(error) {
          positionError = error;
          sayPlace(say(error === 'denied' ? 'place.denied' : 'place.timeout'), true);
          if (key) void queue.add(key, { positionError: error });
        },
        onEnd() {
          stopFixes = undefined;
        },
      },
      line.geolocate(),
    );
  }
  function sayPlace(words: string, isLate = false): void {
    if (!placeStatus) return;
    placeStatus.textContent = words;
    placeStatus.classList.toggle('late', isLate);
  }

  /** Kept first: whatever happens to the page or the line now, it is not lost. */
  async function send(report: NewWebReport): Promise<void> {
    const button = form?.querySelector<HTMLButtonElement>('button.send');
    // Pressed again it would be a second report.
    if (button?.getAttribute('aria-busy') === 'true') return;
    button?.setAttribute('aria-busy', 'true');
    const words = button?.querySelector(report.silent ? '.quiet' : '.loud');
    if (words) words.textContent = say('sending');
    if (!report.position && !report.place && !report.placement?.isHere) locate();
    await waiting.keep({ report, isLeft: false }).catch(() => undefined);
    keepDraft(undefined);
    await flush();
  }

  function flush(): Promise<void> {
    flushing ??= flushOnce().finally(() => {
      flushing = undefined;
      nextTry = Date.now() + TRY_AGAIN_MS;
    });
    return flushing;
  }
  async function flushOnce(): Promise<void> {
    void queue.flush();
    const { sent, left } = await sendWaiting({ waiting, send: sendReport, now: Date.now }, confirmed);
    const shown = sent.filter(({ isLeft }) => !isLeft).at(-1);
    if (shown) return begin(shown.answer);
    const mine = left.find(({ isLeft }) => !isLeft);
    if (mine) showUnsent(mine);
    if (key) void vouch(key);
  }
  /** After the alarm, and beside everything else: nobody waits for LINE, and without it the report is what it was. */
  async function vouch(known: Key): Promise<void> {
    if (isVouched || !(await inLine)) return;
    const lineIdToken = line.getIDToken();
    if (!lineIdToken || isVouched) return;
    // Said once at a time.
    isVouched = true;
    await changeReport(known, { lineIdToken }).then(
      () => undefined,
      (error) => {
        // A report that has ended, or is not there, stays what it is; a broken line is asked again.
        isVouched = error instanceof Refused && error.status < 500 && error.status !== 429;
      },
    );
  }
  function showUnsent(one: Waiting): void {
    const old = isOld(one, Date.now());
    if (unsent?.old === old) {
      unsent.tick();
      return;
    }
    setSilent(one.report.silent === true);
    const made = unsentScreen({
      ...{ say, waiting: one },
      secondsLeft: () => Math.max(0, Math.ceil((nextTry - Date.now()) / 1000)),
      onTry() {
        confirmed.add(one.report.clientId);
        unsent = undefined;
        void flush();
      },
      onDrop() {
        void waiting.remove(one.report.clientId).then(() => location.reload());
      },
    });
    unsent = { ...made, old };
    draw(say('unsent'), made.nodes);
  }

  function begin(answer: WebReportCreated): void {
    const { secret, ...status } = answer;
    key = { code: status.code, secret };
    keepKey(key, status.silent);
    unsent = undefined;
    show(status);
    const position = whichCounts(pin, fix);
    if (position && !status.position) void queue.add(key, { at: position.at, position });
    void vouch(key);
    void follow(key);
  }
  async function open(known: KeptKey): Promise<void> {
    try {
      show(await getStatus(known));
    } catch (error) {
      if (error instanceof Refused && error.status === 404) {
        keepKey(undefined);
        if (form?.isConnected === false) location.reload();
        return;
      }
      if (form?.isConnected) {
        const isSilent = known.silent !== false;
        setSilent(isSilent);
        const waits = queue.listOf(known).length > 0;
        draw(say('code', { code: known.code }), noLineScreen({ say, silent: isSilent, waits }));
      }
      setTimeout(() => void open(known), RECONNECT_MS);
      return;
    }
    void vouch(known);
    void follow(known);
  }
  /** The stream while it holds; when it breaks, the status again, and the page says how old it is meanwhile. */
  async function follow(known: Key): Promise<void> {
    while (screen && !isOver(screen.state())) {
      const stop = new AbortController();
      const watch = setInterval(() => {
        if (performance.now() - heard > 40_000) stop.abort();
      }, 5000);
      let heard = performance.now();
      const onSign = (): void => {
        heard = performance.now();
        screen?.sign();
        if (queue.listOf(known).length > 0) void queue.flush();
      };
      const ask = (): Promise<void> =>
        getStatus(known).then(
          (status) => screen?.show(status),
          () => undefined,
        );
      await followReport(known, { onNews: () => void ask(), onSign, signal: stop.signal }).catch(() => undefined);
      clearInterval(watch);
      await new Promise((resume) => setTimeout(resume, RECONNECT_MS));
      await ask();
    }
  }
  function show(status: WebReportStatus): void {
    setSilent(status.silent);
    if (key) keepKey(key, status.silent);
    if (screen) {
      screen.show(status);
      return;
    }
    screen = createStatusScreen({
      ...{ data: page, say, first: status, locate, map },
      change: (change) => queue.add(key as Key, change),
      addPhoto: async (photo) => {
        const isReady = photo.size <= LARGEST_PHOTO && PHOTO_TYPES.includes(photo.type);
        return queue.add(key as Key, isReady ? photo : await smaller(photo));
      },
      onNew() {
        forgetReport();
        location.reload();
      },
      onHeading(heading) {
        const title = find('heading');
        if (title && title.textContent !== heading) title.textContent = heading;
      },
    });
    map.close();
    draw('', screen.nodes);
    screen.show(status);
    if (key) screen.showUnsent(queue.listOf(key));
    document.documentElement.classList.add('sent');
    find('heading')?.focus();
  }
  function draw(heading: string, nodes: readonly Node[]): void {
    const title = find('heading');
    if (title && heading !== '') title.textContent = heading;
    main?.replaceChildren(...nodes);
    scrollTo(0, 0);
  }
}

async function smaller(photo: File): Promise<Blob> {
  const picture = await createImageBitmap(photo, { imageOrientation: 'from-image', resizeWidth: 2000 });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [picture.width, picture.height];
  canvas.getContext('2d')?.drawImage(picture, 0, 0);
  picture.close();
  return (await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', 0.82))) ?? photo;
}
