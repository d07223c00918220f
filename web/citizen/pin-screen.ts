import type { PinPlace } from '#contract/citizen-report';
import type { LatLng } from '#contract/position';
import { el, icon } from './element.ts';
import type { Say } from './page-data.ts';
import type { PinMap, View } from './pin-map.ts';
import { isTooFar, type Pin, pinAccuracy } from './pin-place.ts';

/** The map stands still for so long before its place is asked for. */
const REST_MS = 350;
/** A metre: coming closer moves the middle by less. */
const STILL_DEGREES = 1e-5;

type Given = {
  say: Say;
  /** Whose names are shown; the server has them in Thai and English. */
  thai: boolean;
  /** Without streets it is said, and a pin is as rough as the map. */
  isRough: boolean;
  /** What has to be loaded before any street is. */
  megabytes: number;
  from(): View | undefined;
  isSilent(): boolean;
  nameOf(place: LatLng, signal: AbortSignal): Promise<PinPlace>;
  onPin(pin: Pin): void;
  /** There is no map here: the place is typed. */
  onNone(): void;
  load?: () => Promise<Pick<typeof import('./pin-map.ts'), 'openPinMap'>>;
  canDraw?: () => boolean;
};

/** The button that opens a map under a fixed cross, and the map. Nothing of it is loaded before it is pressed. */
export function createPinScreen({
  say,
  thai,
  isRough,
  megabytes,
  from,
  isSilent,
  nameOf,
  onPin,
  onNone,
  load = () => import('./pin-map.ts'),
  canDraw = hasWebGl,
}: Given) {
  const weight = say(isRough ? 'map.weightRough' : 'map.weight', { mb: megabytes });
  const open = el(
    'button',
    { type: 'button', class: 'locate', onclick: () => void show() },
    icon('pin'),
    el('span', {}, say('map.open'), el('small', {}, weight)),
  );
  const ground = el('section', { class: 'map', 'aria-label': say('map.label') });
  /** What is under the pin, and afterwards what was chosen or why there is no map. */
  const words = el('p', { class: 'status', role: 'status' });
  const use = el('button', { type: 'button', class: 'main', onclick: choose }, icon('check'), say('map.use'));
  const end = el('button', { type: 'button', class: 'plain', onclick: closeAgain }, say('map.close'));
  const rough = el('p', { class: 'late' }, say('map.rough'));
  const sources = el('div', { class: 'map' });
  const shownWithIt = [ground, use, end, sources, ...(isRough ? [rough] : [])];
  const box = el('div', {}, ground, words, use, isRough && rough, end, sources);
  let map: PinMap | undefined;
  let asked = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let opening = 0;
  let known: { at: View; place: PinPlace | null } | undefined;
  let begun: View | undefined;

  showMap(false);

  function showMap(isShown: boolean): void {
    for (const one of shownWithIt) one.hidden = !isShown;
    open.hidden = isShown;
  }
  async function show(): Promise<void> {
    if (!ground.hidden) return;
    if (!canDraw()) return giveUp('map.none');
    opening += 1;
    begun = undefined;
    const mine = opening;
    const container = el('div', { class: 'ground' });
    words.textContent = say('map.loading');
    ground.replaceChildren(
      el('p', { class: 'hint' }, say('map.move')),
      el('div', { class: 'frame' }, container, cross(), zoomButtons()),
    );
    showMap(true);
    ground.scrollIntoView();
    try {
      const [{ openPinMap }, config] = await Promise.all([load(), readConfig()]);
      const isDark = isSilent() || matchMedia('(prefers-color-scheme: dark)').matches;
      // An operator's map is as bright as it is: in the dark, and above all in silence, it must not light up a face.
      if (config.mapStyleUrl) container.classList.toggle('dim', isDark);
      const made = await openPinMap({
        ...{ container, styleUrl: config.mapStyleUrl, from: from(), isDark, thai, label: say('map.label') },
        onRest,
      });
      // Closed meanwhile.
      if (mine !== opening) return made.remove();
      map = made;
      const named = [config.attribution, ...made.sources()].filter((one) => one !== '');
      if (named.length > 0) {
        sources.append(el('details', {}, el('summary', {}, say('map.sources')), el('small', {}, named.join(' · '))));
      }
      map.focus();
    } catch {
      if (mine !== opening) return;
      giveUp('map.failed');
    }
  }
  function giveUp(why: 'map.none' | 'map.failed'): void {
    close();
    words.textContent = say(why);
    onNone();
  }
  function zoomButtons(): HTMLElement {
    const button = (sign: string, label: string, step: number) =>
      el('button', { type: 'button', 'aria-label': label, onclick: () => map?.zoom(step) }, sign);
    return el('div', { class: 'zoom' }, button('+', say('map.in'), 1), button('−', say('map.out'), -1));
  }
  function onRest(view: View): void {
    begun ??= view;
    known = { at: view, place: null };
    clearTimeout(timer);
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    if (isTooFar(accuracyAt(view, null))) {
      words.textContent = say('map.closer');
      return;
    }
    timer = setTimeout(() => {
      nameOf(view, signal).then(
        (place) => {
          if (signal.aborted) return;
          known = { at: view, place };
          words.textContent = wordsFor(view, place);
        },
        // Without a signal the point counts all the same.
        () => {
          if (!signal.aborted) words.textContent = wordsFor(view, null);
        },
      );
    }, REST_MS);
  }
  const accuracyAt = (view: View, place: PinPlace | null): number =>
    pinAccuracy(view, isRough ? { radiusMetres: place?.radiusMetres ?? null } : 'streets');

  function wordsFor(view: View, place: PinPlace | null): string {
    if (place?.name === null) return say('map.abroad');
    const metres = accuracyAt(view, place);
    const off = metres < 1000 ? say('map.off', { m: metres }) : say('map.offKm', { km: Math.round(metres / 100) / 10 });
    // In silent mode nothing on the screen names a place.
    const name = isSilent() ? undefined : place?.name[thai ? 'th' : 'en'];
    return name ? `${name} · ${off}` : off;
  }
  const placeAt = ({ lat, lng }: View): PinPlace | null =>
    known && known.at.lat === lat && known.at.lng === lng ? known.place : null;

  function pinAt(view: View): Pin | undefined {
    const accuracyMetres = accuracyAt(view, placeAt(view));
    if (isTooFar(accuracyMetres)) return undefined;
    return {
      ...{ lat: view.lat, lng: view.lng, source: 'web-pin', accuracyMetres },
      at: new Date().toISOString(),
    };
  }
  /** What is under the pin, if they have moved the map: whoever sends now means it, also without pressing "use". */
  function pointed(): Pin | undefined {
    const view = map?.view();
    if (!view || !begun) return undefined;
    const isMoved = Math.max(Math.abs(view.lat - begun.lat), Math.abs(view.lng - begun.lng)) > STILL_DEGREES;
    return isMoved ? pinAt(view) : undefined;
  }
  function choose(): void {
    if (!map) return;
    const view = map.view();
    const place = placeAt(view);
    const pin = pinAt(view);
    if (!pin) {
      map.zoom(3);
      return;
    }
    closeAgain();
    words.textContent = `${say('map.set')} · ${wordsFor(view, place)}`;
    onPin(pin);
  }
  function close(): void {
    opening += 1;
    clearTimeout(timer);
    asked.abort();
    map?.remove();
    map = undefined;
    ground.replaceChildren();
    sources.replaceChildren();
    words.textContent = '';
    showMap(false);
  }
  function closeAgain(): void {
    close();
    open.focus();
  }
  return { open, box, close, pointed, isOpen: () => !ground.hidden };
}

/** The place is under its tip; it is drawn over the map and never moves. */
function cross(): HTMLElement {
  return el('div', { class: 'cross', 'aria-hidden': 'true' }, icon('pin'), el('i'));
}

type MapConfig = { mapStyleUrl: string | null; attribution: string };
async function readConfig(): Promise<MapConfig> {
  const answer = await fetch('/map/config.json', { credentials: 'omit' });
  return (await answer.json()) as MapConfig;
}

function hasWebGl(): boolean {
  try {
    return document.createElement('canvas').getContext('webgl2') !== null;
  } catch {
    return false;
  }
}
