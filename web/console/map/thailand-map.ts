import { type GeoJSONSource, Map as LibreMap, LngLatBounds, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { Topology } from 'topojson-specification';
import { z } from 'zod';
import { isVague } from '#contract/vague-place';
import { getJson } from '../api/request.ts';
import { MAP_FONT, offlineStyle } from './offline-style.ts';
import { areasOf, labelsOf } from './outlines.ts';
import { PALETTES, type Palette } from './palette.ts';
import { drawPatch, PATCH_PATTERNS, type Patch, patchFeatures, patchImageName } from './patch.ts';
import { accuracyFeatures, drawPin, PIN_TONES, type Pin, pinFeatures, pinImageName } from './pin.ts';
import { drawUnitMark, UNIT_MARK_STATES, type UnitMark, unitFeatures, unitImageName } from './unit-mark.ts';

export const mapConfigSchema = z.object({
  mapStyleUrl: z.string().nullable(),
  attribution: z.string(),
  approximate: z.boolean(),
});
export type MapConfig = z.infer<typeof mapConfigSchema>;

/** Thailand with its territorial sea: west, south, east, north. */
const THAILAND: [number, number, number, number] = [97.3, 5.6, 105.7, 20.5];

/** Close enough to distinguish streets on a map with tiles, districts on ours. */
const CLOSE = 12;

type Options = {
  container: HTMLElement;
  config: MapConfig;
  scheme: 'dark' | 'light';
  language: 'th' | 'en';
  reducedMotion: boolean;
  onOpen: (id: string) => void;
  /** A point was tapped, on a pin or not. */
  onPick?: ((point: { lat: number; lng: number }) => void) | undefined;
};

/** Our own office, named on the map. */
export type Home = { lat: number; lng: number; name: string };

export type ThailandMap = {
  /** With a line to the open pin: the distance that the queue shows. */
  setHome(home: Home | null, chosen: Pin | undefined): void;
  setPins(pins: readonly Pin[]): void;
  setUnits(units: readonly UnitMark[]): void;
  /** Areas below everything else that we draw. */
  setPatches(patches: readonly Patch[]): void;
  fit(points: readonly { lat: number; lng: number }[]): void;
  /** For an inaccurate place the whole circle of its accuracy. */
  focus(place: { lat: number; lng: number; accuracyMetres?: number | null }): void;
  zoom(step: 1 | -1): void;
  remove(): void;
};

/** Throws if the browser has no WebGL. */
export async function createThailandMap(options: Options): Promise<ThailandMap> {
  const { container, config, scheme, language, onOpen } = options;
  setWorkerUrl(workerUrl);
  // Labels are drawn with this font: before it is loaded they would be empty boxes.
  await document.fonts.load(`24px "${MAP_FONT}"`, 'กิ่น้ำ Aa');
  const map = new LibreMap({
    container,
    style: config.mapStyleUrl ?? offlineStyle(PALETTES[scheme], language),
    bounds: THAILAND,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxZoom: 18,
    locale: {},
  });
  map.touchZoomRotate.disableRotation();
  let isRemoved = false;
  await map.once('load');
  for (const tone of PIN_TONES) {
    for (const isChosen of [false, true]) {
      addPinImage({ tone, isChosen });
    }
  }
  for (const state of UNIT_MARK_STATES) {
    const { image, pixelRatio } = drawUnitMark(state);
    map.addImage(unitImageName(state), image, { pixelRatio });
  }
  addPinLayers(map, PALETTES[scheme], config.mapStyleUrl === null);
  map.on('click', 'pins', (event) => {
    const id: unknown = event.features?.[0]?.properties.id;
    if (typeof id === 'string') onOpen(id);
  });
  map.on('click', ({ lngLat }) => options.onPick?.({ lat: lngLat.lat, lng: lngLat.lng }));
  map.on('mouseenter', 'pins', () => map.getCanvas().classList.add('on-pin'));
  map.on('mouseleave', 'pins', () => map.getCanvas().classList.remove('on-pin'));
  if (config.mapStyleUrl === null) void drawOutlines();

  return {
    setPins: (pins) => {
      for (const pin of pins) addPinImage(pin);
      fill('accuracy', accuracyFeatures(pins));
      fill('pins', pinFeatures(pins));
    },
    setUnits: (units) => fill('units', unitFeatures(units)),
    setPatches: (patches) => {
      if (patches.length > 0 && !map.getSource('patches')) addPatchLayers(map, PALETTES[scheme], onOpen);
      fill('patches', patchFeatures(patches));
    },
    setHome: (home, chosen) => fill('home', homeFeatures(home, chosen)),
    fit: (points) => {
      if (points.length === 0) return void map.fitBounds(THAILAND, { animate: !options.reducedMotion, padding: 12 });
      const bounds = new LngLatBounds();
      for (const { lat, lng } of points) bounds.extend([lng, lat]);
      map.fitBounds(bounds, { animate: !options.reducedMotion, padding: 70, maxZoom: CLOSE - 1 });
    },
    focus: ({ lat, lng, accuracyMetres = null }) => {
      if (isVague(accuracyMetres)) {
        const [area] = accuracyFeatures([{ id: '', lat, lng, tone: 'grey', isChosen: true, accuracyMetres }]).features;
        const bounds = new LngLatBounds();
        for (const corner of area?.geometry.coordinates[0] ?? []) bounds.extend(corner as [number, number]);
        return void map.fitBounds(bounds, { animate: !options.reducedMotion, padding: 70, maxZoom: CLOSE - 2 });
      }
      const target = { center: [lng, lat] as [number, number], zoom: Math.max(map.getZoom(), CLOSE - 2) };
      if (options.reducedMotion) map.jumpTo(target);
      else map.easeTo({ ...target, duration: 600 });
    },
    zoom: (step) => void (step > 0 ? map.zoomIn() : map.zoomOut()),
    remove: () => {
      isRemoved = true;
      map.remove();
    },
  };

  function addPinImage(pin: Pick<Pin, 'tone' | 'isChosen' | 'count'>): void {
    const name = pinImageName(pin);
    if (map.hasImage(name)) return;
    const { image, pixelRatio } = drawPin(pin);
    map.addImage(name, image, { pixelRatio });
  }

  /** A source that the style lacks (`MAP_STYLE_URL`) is skipped. */
  function fill(source: string, areas: GeoJSON.GeoJSON): void {
    void map.getSource<GeoJSONSource>(source)?.setData(areas);
  }

  /** The provinces are a small file and come first; the districts follow when the map can be used already. */
  async function drawOutlines(): Promise<void> {
    const light = (await getJson('/map/provinces.topo.json')) as Topology;
    if (isRemoved) return;
    const provinces = areasOf(light, 'provinces');
    fill('neighbours', areasOf(light, 'neighbours'));
    fill('provinces', provinces);
    fill('country', areasOf(light, 'country'));
    fill('province-labels', labelsOf(provinces));
    const fine = (await getJson('/map/outlines.topo.json')) as Topology;
    if (isRemoved) return;
    const districts = areasOf(fine, 'districts');
    fill('districts', districts);
    fill('district-labels', labelsOf(districts));
    // The detailed borders replace the coarse ones, so that they match the districts.
    fill('provinces', areasOf(fine, 'provinces'));
    fill('country', areasOf(fine, 'country'));
  }
}

/** A point with the office's name, and a line to the open incident. */
function homeFeatures(home: Home | null, chosen: Pin | undefined): GeoJSON.FeatureCollection {
  if (!home) return { type: 'FeatureCollection', features: [] };
  const at = [home.lng, home.lat];
  const point = { type: 'Feature' as const, geometry: { type: 'Point' as const, coordinates: at }, properties: home };
  if (!chosen) return { type: 'FeatureCollection', features: [point] };
  const line = { type: 'LineString' as const, coordinates: [at, [chosen.lng, chosen.lat]] };
  return { type: 'FeatureCollection', features: [point, { type: 'Feature', geometry: line, properties: {} }] };
}

/** `withNames`: a style from `MAP_STYLE_URL` has its own glyphs and not our font. */
function addPinLayers(map: LibreMap, palette: Palette, withNames: boolean): void {
  map.addSource('accuracy', { type: 'geojson', data: accuracyFeatures([]) });
  map.addLayer({
    id: 'accuracy',
    type: 'fill',
    source: 'accuracy',
    paint: { 'fill-color': palette.text, 'fill-opacity': 0.1 },
  });
  map.addLayer({
    id: 'accuracy-edge',
    type: 'line',
    source: 'accuracy',
    paint: { 'line-color': palette.text, 'line-width': 2, 'line-dasharray': [3, 2] },
  });
  map.addSource('home', { type: 'geojson', data: homeFeatures(null, undefined) });
  map.addLayer({
    id: 'way',
    type: 'line',
    source: 'home',
    paint: { 'line-color': palette.home, 'line-width': 2, 'line-dasharray': [1.5, 2] },
  });
  map.addLayer({
    id: 'home',
    type: 'circle',
    source: 'home',
    filter: ['==', ['geometry-type'], 'Point'],
    paint: {
      'circle-radius': 7,
      'circle-color': palette.home,
      'circle-stroke-color': palette.halo,
      'circle-stroke-width': 2,
    },
  });
  if (withNames) addHomeName(map, palette);
  addUnitLayer(map, palette, withNames);
  map.addSource('pins', { type: 'geojson', data: pinFeatures([]) });
  map.addLayer({
    id: 'unanswered-rings',
    type: 'circle',
    source: 'pins',
    filter: ['==', ['get', 'tone'], 'red'],
    paint: {
      'circle-radius': 26,
      'circle-color': '#ff4d4f',
      'circle-opacity': 0.22,
      'circle-stroke-color': '#ff5c5c',
      'circle-stroke-width': 2,
    },
  });
  map.addLayer({
    id: 'pins',
    type: 'symbol',
    source: 'pins',
    layout: {
      'icon-image': ['get', 'image'],
      'icon-anchor': 'bottom',
      'icon-offset': ['get', 'offset'],
      'icon-allow-overlap': true,
      'icon-ignore-placement': true,
      'symbol-sort-key': ['get', 'order'],
    },
  });
}

/** Added when there are some, which most maps never have: below borders and names, which say where they are. */
function addPatchLayers(map: LibreMap, palette: Palette, onOpen: (id: string) => void): void {
  for (const pattern of PATCH_PATTERNS) map.addImage(patchImageName(pattern), drawPatch(pattern));
  const below = ['district-lines', 'accuracy'].find((layer) => map.getLayer(layer));
  map.addSource('patches', { type: 'geojson', data: patchFeatures([]) });
  map.addLayer({ id: 'patches', type: 'fill', source: 'patches', paint: { 'fill-pattern': ['get', 'image'] } }, below);
  map.addLayer(
    {
      id: 'patch-edges',
      type: 'line',
      source: 'patches',
      paint: {
        'line-color': ['case', ['get', 'isChosen'], palette.text, ['get', 'colour']],
        'line-width': ['case', ['get', 'isChosen'], 4, 1],
      },
    },
    below,
  );
  map.on('click', 'patches', (event) => {
    const id: unknown = event.features?.[0]?.properties.id;
    if (typeof id === 'string') onOpen(id);
  });
  map.on('mouseenter', 'patches', () => map.getCanvas().classList.add('on-pin'));
  map.on('mouseleave', 'patches', () => map.getCanvas().classList.remove('on-pin'));
}

/** Below the incidents: a unit never hides an incident. */
function addUnitLayer(map: LibreMap, palette: Palette, withNames: boolean): void {
  map.addSource('units', { type: 'geojson', data: unitFeatures([]) });
  map.addLayer({
    id: 'units',
    type: 'symbol',
    source: 'units',
    layout: {
      'icon-image': ['get', 'image'],
      'icon-allow-overlap': true,
      ...(withNames && {
        'text-field': ['get', 'name'] as ['get', string],
        'text-font': [MAP_FONT],
        'text-size': 15,
        'text-anchor': 'left' as const,
        'text-offset': [1.2, 0] as [number, number],
        'text-optional': true,
      }),
    },
    paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 },
  });
}

function addHomeName(map: LibreMap, palette: Palette): void {
  map.addLayer({
    id: 'home-name',
    type: 'symbol',
    source: 'home',
    filter: ['==', ['geometry-type'], 'Point'],
    layout: {
      'text-field': ['get', 'name'],
      'text-font': [MAP_FONT],
      'text-size': 16,
      'text-anchor': 'top',
      'text-offset': [0, 0.7],
    },
    paint: { 'text-color': palette.home, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 },
  });
}
