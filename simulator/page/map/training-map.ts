import type { FeatureCollection, Point } from 'geojson';
import type { StyleSpecification } from 'maplibre-gl';
import { Map as MapLibre, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import { feature } from 'topojson-client';
import type { GeometryObject, Topology } from 'topojson-specification';
import wholeUrl from '../../../database/reference-data/outlines.topo.json?url';
import lightUrl from '../../../database/reference-data/outlines-provinces.topo.json?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { districts, type NamedPlace, provinces } from './places.ts';

// Vite builds without it too, but then the map stays empty: the worker is loaded from the wrong place.
setWorkerUrl(workerUrl);

/** A map of Thailand that needs no network. Rejects where the browser has no WebGL. */
export async function createTrainingMap(container: HTMLElement, lat: number, lng: number): Promise<MapLibre> {
  // No `glyphs` in the style: labels are drawn from the page's own Thai font, also on machines that have none.
  await document.fonts.load('24px "Noto Sans Thai"', 'กิ่น้ำ');
  const [whole, light] = await Promise.all([loadOutlines(wholeUrl), loadOutlines(lightUrl)]);
  return new MapLibre({
    container,
    style: styleOf(whole, light),
    center: [lng, lat],
    zoom: 9.5,
    minZoom: 4,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
  });
}

async function loadOutlines(url: string): Promise<Topology> {
  const answer = await fetch(url);
  return (await answer.json()) as Topology;
}

function outline(topology: Topology, name: string) {
  return { type: 'geojson' as const, data: feature(topology, topology.objects[name] as GeometryObject) };
}

function points(places: NamedPlace[]) {
  const data: FeatureCollection<Point> = {
    type: 'FeatureCollection',
    features: places.map(({ th, lat, lng }) => ({
      type: 'Feature',
      properties: { name: th },
      geometry: { type: 'Point', coordinates: [lng, lat] },
    })),
  };
  return { type: 'geojson' as const, data };
}

function styleOf(whole: Topology, light: Topology): StyleSpecification {
  return {
    version: 8,
    sources: {
      neighbours: outline(light, 'neighbours'),
      country: outline(whole, 'country'),
      'province-lines': outline(whole, 'provinces'),
      'district-lines': outline(whole, 'districts'),
      provinces: points(provinces),
      districts: points(districts),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': '#bcd6e6' } },
      { id: 'abroad', type: 'fill', source: 'neighbours', paint: { 'fill-color': '#dcdad2' } },
      { id: 'land', type: 'fill', source: 'country', paint: { 'fill-color': '#f7f4ec' } },
      lines('district-lines', 7, '#d3ccb8', 1),
      lines('province-lines', 0, '#a59d84', 1.4),
      lines('country', 0, '#736c58', 1.6),
      dots('districts', 8, 2.5),
      labels('districts', 8.5, 14),
      labels('provinces', 4.5, 16, 8.5),
    ],
  };
}

type Layer = StyleSpecification['layers'][number];

function lines(source: string, minzoom: number, color: string, width: number): Layer {
  return {
    id: `${source}-line`,
    type: 'line',
    source,
    minzoom,
    paint: { 'line-color': color, 'line-width': width },
  };
}

function dots(source: string, minzoom: number, radius: number): Layer {
  const paint = { 'circle-radius': radius, 'circle-color': '#6f6a58' };
  return { id: `${source}-dots`, type: 'circle', source, minzoom, paint };
}

function labels(source: string, minzoom: number, size: number, maxzoom = 24): Layer {
  return {
    id: `${source}-labels`,
    type: 'symbol',
    source,
    minzoom,
    maxzoom,
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
