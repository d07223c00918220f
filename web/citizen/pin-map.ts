import { type GeoJSONSource, Map as LibreMap, type StyleSpecification, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import type { LatLng } from '#contract/position';

/** Thailand with its territorial sea: west, south, east, north. */
const THAILAND: [number, number, number, number] = [97.3, 5.6, 105.7, 20.5];
const NOTHING = { type: 'FeatureCollection' as const, features: [] };
/** The page has no web font: each phone draws the names with its own. */
const FONT = 'sans-serif';

export type View = LatLng & { zoom: number };

export type PinMap = {
  view(): View;
  /** Whom the operator's street map has to name. */
  sources(): string[];
  zoom(step: number): void;
  focus(): void;
  remove(): void;
};

type Options = {
  container: HTMLElement;
  /** A street map of the operator's; without one the outlines of provinces and districts. */
  styleUrl: string | null;
  /** Where it begins; the whole country where nothing is known. */
  from: View | undefined;
  isDark: boolean;
  thai: boolean;
  label: string;
  /** It stands still. */
  onRest(view: View): void;
};

/** The map under the fixed cross: it is moved by one thumb or the arrow keys. Throws if the browser has no WebGL. */
export async function openPinMap({ container, styleUrl, from, isDark, thai, label, onRest }: Options): Promise<PinMap> {
  setWorkerUrl(workerUrl);
  const map = new LibreMap({
    container,
    style: styleUrl ?? outlineStyle(isDark ? DARK : LIGHT, thai),
    ...(from ? { center: [from.lng, from.lat], zoom: from.zoom } : { bounds: THAILAND }),
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    // A pinch or a double tap keeps what is under the cross.
    touchZoomRotate: { around: 'center' },
    scrollZoom: { around: 'center' },
    doubleClickZoom: false,
    maxZoom: styleUrl ? 18 : 11,
    locale: { 'Map.Title': label },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  let isRemoved = false;
  try {
    // Before the style is there an error is the map's end; afterwards it is a tile's.
    await new Promise((resolve, reject) => {
      map.once('style.load', resolve);
      map.on('error', ({ error }) => reject(error));
    });
  } catch (error) {
    map.remove();
    throw error;
  }
  const view = (): View => {
    const { lat, lng } = map.getCenter();
    return { lat, lng, zoom: map.getZoom() };
  };
  map.on('moveend', () => onRest(view()));
  if (styleUrl === null) void drawOutlines();
  onRest(view());
  return {
    view,
    // Written as HTML for a page of anybody's; here it is text.
    sources: () =>
      Object.keys(map.getStyle().sources).flatMap((id) => {
        const { attribution } = (map.getSource(id) ?? {}) as { attribution?: string };
        return attribution ? [attribution.replaceAll(/<[^>]*>/g, '').trim()] : [];
      }),
    zoom: (step) => void map.zoomTo(map.getZoom() + step, { duration: 0 }),
    focus: () => map.getCanvas().focus(),
    remove() {
      isRemoved = true;
      map.remove();
    },
  };

  /** The provinces are a small file and come first; the districts follow. */
  async function drawOutlines(): Promise<void> {
    for (const file of ['provinces', 'outlines']) {
      const answer = await fetch(`/map/${file}.topo.json`, { credentials: 'omit' });
      const topology = (await answer.json()) as Topology;
      if (isRemoved) return;
      for (const name of ['neighbours', 'provinces', 'districts'] as const) {
        const areas = topology.objects[name];
        if (areas) map.getSource<GeoJSONSource>(name)?.setData(feature(topology, areas as GeometryCollection));
      }
    }
  }
}

type Colours = { sea: string; land: string; abroad: string; district: string; province: string; text: string };
const LIGHT: Colours = {
  ...{ sea: '#d5e3ee', land: '#fbfbf8', abroad: '#e9ebec' },
  ...{ district: '#9aa7b3', province: '#4f6072', text: '#14202f' },
};
const DARK: Colours = {
  ...{ sea: '#0a1017', land: '#17212c', abroad: '#10171f' },
  ...{ district: '#4a5a6a', province: '#8294a7', text: '#e6edf4' },
};

/** Our own outlines: no tile server, so that it also works in an outage. It has no street, and the page says so. */
function outlineStyle(colours: Colours, thai: boolean): StyleSpecification {
  const area = () => ({ type: 'geojson' as const, data: NOTHING });
  const names = (source: string, from: number, to: number) => ({
    ...{ id: `${source}-names`, type: 'symbol' as const, source, minzoom: from, maxzoom: to },
    layout: {
      'text-field': ['coalesce', ['get', thai ? 'th' : 'en'], ['get', 'th'], ''],
      ...{ 'text-font': [FONT], 'text-size': 15, 'text-max-width': 10 },
    },
    paint: { 'text-color': colours.text, 'text-halo-color': colours.land, 'text-halo-width': 1.6 },
  });
  return {
    version: 8,
    sources: { neighbours: area(), provinces: area(), districts: area() },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colours.sea } },
      { id: 'abroad', type: 'fill', source: 'neighbours', paint: { 'fill-color': colours.abroad } },
      { id: 'land', type: 'fill', source: 'provinces', paint: { 'fill-color': colours.land } },
      {
        ...{ id: 'district-lines', type: 'line', source: 'districts', minzoom: 7 },
        paint: { 'line-color': colours.district, 'line-width': 1 },
      },
      {
        ...{ id: 'province-lines', type: 'line', source: 'provinces' },
        paint: { 'line-color': colours.province, 'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.8, 10, 2.4] },
      },
      names('provinces', 5.4, 8.4),
      names('districts', 8.4, 24),
    ] as StyleSpecification['layers'],
  };
}
