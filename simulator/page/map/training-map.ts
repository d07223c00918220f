import outline from 'virtual:thailand-outline';
import type { FeatureCollection, Point } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import { Map as MapLibre, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { districts, type NamedPlace, provinces } from './places.ts';

// Vite builds without it too, but then the map stays empty: the worker is looked for in the wrong place.
setWorkerUrl(workerUrl);

const points = (places: NamedPlace[]): FeatureCollection<Point> => ({
  type: 'FeatureCollection',
  features: places.map(({ th, lat, lng }) => ({
    type: 'Feature',
    properties: { name: th },
    geometry: { type: 'Point', coordinates: [lng, lat] },
  })),
});

/** No `glyphs`: labels are drawn from the page's own Thai font, also on machines that have none. */
const style: StyleSpecification = {
  version: 8,
  sources: {
    country: { type: 'geojson', data: outline },
    provinces: { type: 'geojson', data: points(provinces) },
    districts: { type: 'geojson', data: points(districts) },
  },
  layers: [
    { id: 'sea', type: 'background', paint: { 'background-color': '#bcd6e6' } },
    { id: 'land', type: 'fill', source: 'country', paint: { 'fill-color': '#f4f1e8' } },
    { id: 'border', type: 'line', source: 'country', paint: { 'line-color': '#8b8776', 'line-width': 1.2 } },
    dots('districts', 7.5, 2),
    dots('provinces', 0, 3),
    labels('districts', 8.5, 13),
    labels('provinces', 4.5, 15),
  ],
};

function dots(source: string, minzoom: number, radius: number): StyleSpecification['layers'][number] {
  const paint = { 'circle-radius': radius, 'circle-color': '#6f6a58' };
  return { id: `${source}-dots`, type: 'circle', source, minzoom, paint };
}

function labels(source: string, minzoom: number, size: number): StyleSpecification['layers'][number] {
  return {
    id: `${source}-labels`,
    type: 'symbol',
    source,
    minzoom,
    layout: {
      'text-field': ['get', 'name'],
      'text-font': ['Noto Sans Thai'],
      'text-size': size,
      'text-anchor': 'top',
      'text-offset': [0, 0.4],
    },
    paint: { 'text-color': '#33302a', 'text-halo-color': '#ffffff', 'text-halo-width': 1.5 },
  };
}

/** A map of Thailand that needs no network. Rejects where the browser has no WebGL. */
export async function createTrainingMap(container: HTMLElement, lat: number, lng: number): Promise<MapLibre> {
  await document.fonts.load('24px "Noto Sans Thai"', 'กิ่น้ำ');
  return new MapLibre({
    container,
    style,
    center: [lng, lat],
    zoom: 12,
    minZoom: 4,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
  });
}
