import type { LatLng } from '#contract/position';
import type { Draft } from './draft.ts';
import { el, nextId } from './element.ts';
import type { RequestApi } from './request-api.ts';
import type { Texts } from './texts.ts';

type Given = { draft: Draft; texts: Texts; api: RequestApi; path: string; label: string };
export type Here = LatLng & { accuracyMetres: number | null };

const GIVE_UP_MS = 15_000;
const PAUSE_MS = 400;

/** Where the device is; undefined if nobody may know or nothing knows. */
export function findHere(): Promise<Here | undefined> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(undefined);
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude: lat, longitude: lng, accuracy } }) =>
        resolve({ lat, lng, accuracyMetres: Math.round(accuracy) }),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: GIVE_UP_MS, maximumAge: 60_000 },
    );
  });
}

/** The home: the device's position with one tap, or a subdistrict by its name. */
export function placeField({ draft, texts, api, label }: Given): HTMLElement {
  const { t, language } = texts;
  const id = nextId();
  const isKnown = draft.value('place.lat') !== undefined;
  const status = el('p', { role: 'status', class: 'hint' }, isKnown && t('place.set'));
  const set = (values: Readonly<Record<string, unknown>>): void => {
    for (const [key, value] of Object.entries(values)) draft.set(`place.${key}`, value);
  };
  const here = async (): Promise<void> => {
    status.textContent = t('place.finding');
    const found = await findHere();
    if (found) set({ ...found, source: 'gps' });
    status.textContent = found ? t('place.found', { metres: found.accuracyMetres ?? '?' }) : t('place.refused');
  };
  const results = el('div', { class: 'options' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const search = async (text: string): Promise<void> => {
    if (text.trim().length < 2) return results.replaceChildren();
    const { places } = await api.searchPlaces(text).catch(() => ({ places: [] }));
    if (input.value !== text) return;
    results.replaceChildren(
      ...places.map(({ nameTh, nameEn, position }) => {
        const name = language === 'en' ? nameEn : nameTh;
        const choose = () => {
          set({ ...position, source: 'subdistrict', accuracyMetres: null });
          if (draft.value('place.address') === undefined) {
            draft.set('place.address', name);
            const address = document.querySelector<HTMLTextAreaElement>('[data-path="place.address"]');
            if (address) address.value = name;
          }
          status.textContent = t('place.chosen', { name });
        };
        return el(
          'label',
          { class: 'option' },
          el('input', { type: 'radio', name: id, onchange: choose }),
          el('span', {}, name),
        );
      }),
      ...(places.length === 0 ? [el('p', { class: 'hint' }, t('place.none'))] : []),
    );
  };
  const input = el('input', {
    type: 'text',
    id,
    autocomplete: 'off',
    oninput: () => {
      clearTimeout(timer);
      timer = setTimeout(() => void search(input.value), PAUSE_MS);
    },
  });
  return el(
    'fieldset',
    { class: 'field', 'data-path': 'place.point' },
    el('legend', {}, label, el('span', { class: 'needed' }, t('required'))),
    el('button', { type: 'button', class: 'add', onclick: () => void here() }, t('place.here')),
    status,
    el('label', { for: id, class: 'hint' }, t('place.search')),
    input,
    results,
  );
}
