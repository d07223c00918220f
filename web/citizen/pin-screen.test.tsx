import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { PinPlace } from '#contract/citizen-report';
import { CITIZEN_TEXTS } from '#contract/citizen-texts';
import { sayIn } from './page-data.ts';
import type { PinMap, View } from './pin-map.ts';
import type { Pin } from './pin-place.ts';
import { createPinScreen } from './pin-screen.ts';

const { texts } = CITIZEN_TEXTS.th;
const MUANG: View = { lat: 16.8211, lng: 100.2659, zoom: 11 };
const IN_MUANG: PinPlace = { name: { th: 'ต.ในเมือง', en: 'Nai Mueang' }, radiusMetres: 4200 };

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async () => Response.json({ mapStyleUrl: null, attribution: 'OpenAreas' }));
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
  document.body.replaceChildren();
});

/** The button and the map on a page, with a map that is moved by the test. */
function aPinScreen(given: Partial<Parameters<typeof createPinScreen>[0]> = {}) {
  let rest: (view: View) => void = () => undefined;
  let view = MUANG;
  const pins: Pin[] = [];
  const happened: string[] = [];
  const map: PinMap = {
    view: () => view,
    sources: () => [],
    zoom(step) {
      happened.push(`zoom ${step}`);
      view = { ...view, zoom: view.zoom + step };
      rest(view);
    },
    focus: () => happened.push('focus'),
    remove: () => happened.push('remove'),
  };
  const screen = createPinScreen({
    ...{ say: sayIn({ texts }), thai: true, isRough: true, megabytes: 0.6, isSilent: () => false },
    ...{ from: () => undefined, canDraw: () => true },
    nameOf: async () => IN_MUANG,
    onPin: (pin) => pins.push(pin),
    onNone: () => happened.push('none'),
    load: async () => ({
      async openPinMap({ onRest }) {
        rest = onRest;
        onRest(view);
        return map;
      },
    }),
    ...given,
  });
  document.body.append(screen.open, screen.box);
  const press = async (words: string): Promise<void> => {
    const button = [...document.querySelectorAll('button')].find(
      (one) => one.textContent?.includes(words) || one.getAttribute('aria-label') === words,
    );
    if (!button) throw new Error(`no button ${words}`);
    button.click();
    await vi.advanceTimersByTimeAsync(1000);
  };
  const move = async (to: Partial<View>): Promise<void> => {
    view = { ...view, ...to };
    rest(view);
    await vi.advanceTimersByTimeAsync(1000);
  };
  const words = (): string => screen.box.querySelector('[role="status"]')?.textContent ?? '';
  return { ...screen, pins, happened, press, move, words };
}

test('nothing is loaded before it is pressed, and the button says what it weighs', () => {
  const load = vi.fn();
  const { open, isOpen } = aPinScreen({ load });
  expect(open.textContent).toContain('0.6\u00a0MB');
  expect(load).not.toHaveBeenCalled();
  expect(isOpen()).toBe(false);
});

test('the place under the pin is said by its name and how far off it may be, and becomes the position', async () => {
  const screen = aPinScreen();
  await screen.press(texts['map.open']);
  expect(screen.words()).toBe('ต.ในเมือง · คลาดได้ราว 4.2 กม.');
  expect(screen.happened).toContain('focus');
  expect(document.body.textContent).toContain(texts['map.rough']);
  expect(screen.box.querySelector('details')?.textContent).toContain('OpenAreas');
  await screen.press(texts['map.use']);
  expect(screen.pins).toMatchObject([{ lat: 16.8211, lng: 100.2659, source: 'web-pin', accuracyMetres: 4200 }]);
  expect(screen.isOpen()).toBe(false);
  expect(screen.happened).toContain('remove');
  expect(screen.words()).toContain(texts['map.set']);
});

test('whoever sends with the map open means the point that they moved it to, and nothing where they moved nothing', async () => {
  const screen = aPinScreen();
  expect(screen.pointed()).toBeUndefined();
  await screen.press(texts['map.open']);
  await screen.press(texts['map.in']);
  expect(screen.pointed()).toBeUndefined();
  await screen.move({ lat: 16.9 });
  expect(screen.pointed()).toMatchObject({ lat: 16.9, source: 'web-pin', accuracyMetres: 4200 });
  await screen.move({ zoom: 4 });
  expect(screen.pointed()).toBeUndefined();
  await screen.press(texts['map.close']);
  expect(screen.pointed()).toBeUndefined();
  expect(screen.pins).toEqual([]);
});

test('from too far away it comes closer instead of claiming a place', async () => {
  const screen = aPinScreen();
  await screen.press(texts['map.open']);
  await screen.move({ zoom: 5 });
  expect(screen.words()).toBe(texts['map.closer']);
  await screen.press(texts['map.use']);
  expect(screen.pins).toEqual([]);
  expect(screen.happened).toContain('zoom 3');
});

test('a point is taken without a signal too, as rough as the map', async () => {
  const screen = aPinScreen({ nameOf: () => Promise.reject(new Error('no line')) });
  await screen.press(texts['map.open']);
  expect(screen.words()).toBe('คลาดได้ราว 6 กม.');
  await screen.press(texts['map.use']);
  expect(screen.pins).toMatchObject([{ accuracyMetres: 6000 }]);
});

test('in silent mode no place is named', async () => {
  const screen = aPinScreen({ isSilent: () => true });
  await screen.press(texts['map.open']);
  expect(screen.words()).toBe('คลาดได้ราว 4.2 กม.');
});

test('an operator’s bright map is dimmed in silence, and as it is otherwise', async () => {
  vi.stubGlobal('fetch', async () => Response.json({ mapStyleUrl: 'https://tiles.example/s.json', attribution: '' }));
  for (const isSilent of [true, false]) {
    const screen = aPinScreen({ isRough: false, isSilent: () => isSilent });
    await screen.press(texts['map.open']);
    expect(screen.box.querySelector('.ground')?.classList.contains('dim')).toBe(isSilent);
    document.body.replaceChildren();
  }
});

test('the name of a place that was left is not said of the next one', async () => {
  const answers: ((place: PinPlace) => void)[] = [];
  const screen = aPinScreen({ nameOf: () => new Promise((answer) => answers.push(answer)) });
  await screen.press(texts['map.open']);
  await screen.move({ lat: 18.7883, lng: 98.9853 });
  answers[1]?.({ name: { th: 'ต.สุเทพ', en: 'Suthep' }, radiusMetres: 3000 });
  answers[0]?.(IN_MUANG);
  await vi.advanceTimersByTimeAsync(0);
  expect(screen.words()).toContain('ต.สุเทพ');
});

test('without WebGL, or where it does not load, it says so and the place is typed', async () => {
  const load = vi.fn();
  const none = aPinScreen({ canDraw: () => false, load });
  await none.press(texts['map.open']);
  expect(none.words()).toBe(texts['map.none']);
  expect(load).not.toHaveBeenCalled();
  document.body.replaceChildren();
  const failed = aPinScreen({ load: () => Promise.reject(new Error('no line')) });
  await failed.press(texts['map.open']);
  expect(failed.words()).toBe(texts['map.failed']);
  for (const one of [none, failed]) {
    expect(one.happened).toEqual(['none']);
    expect(one.isOpen()).toBe(false);
    expect(one.open.hidden).toBe(false);
  }
});
