import type { StyleSpecification } from 'maplibre-gl';
import type { Palette } from './palette.ts';

/** The bundled font; MapLibre draws labels with it as long as the style has no `glyphs`. */
export const MAP_FONT = 'IBM Plex Sans Thai';

const NOTHING = { type: 'FeatureCollection' as const, features: [] };

/** A plain map of our own outlines: no tile server and no network, so that it also works in an outage. */
export function offlineStyle(palette: Palette, language: 'th' | 'en'): StyleSpecification {
  const area = () => ({ type: 'geojson' as const, data: NOTHING });
  return {
    version: 8,
    sources: {
      neighbours: area(),
      provinces: area(),
      districts: area(),
      country: area(),
      'province-labels': area(),
      'district-labels': area(),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': palette.sea } },
      { id: 'abroad', type: 'fill', source: 'neighbours', paint: { 'fill-color': palette.abroad } },
      { id: 'land', type: 'fill', source: 'provinces', paint: { 'fill-color': palette.land } },
      {
        id: 'district-lines',
        type: 'line',
        source: 'districts',
        minzoom: 7,
        paint: { 'line-color': palette.district, 'line-width': 1 },
      },
      {
        id: 'province-lines',
        type: 'line',
        source: 'provinces',
        paint: { 'line-color': palette.province, 'line-width': ['interpolate', ['linear'], ['zoom'], 5, 0.6, 10, 2] },
      },
      {
        id: 'country-line',
        type: 'line',
        source: 'country',
        paint: { 'line-color': palette.country, 'line-width': ['interpolate', ['linear'], ['zoom'], 5, 1.2, 10, 3] },
      },
      label('province-names', 'province-labels', { from: 5.4, to: 8.4, size: 15 }),
      label('district-names', 'district-labels', { from: 8.4, to: 24, size: 16 }),
    ],
  };

  function label(id: string, source: string, { from, to, size }: { from: number; to: number; size: number }) {
    return {
      id,
      type: 'symbol' as const,
      source,
      minzoom: from,
      maxzoom: to,
      layout: {
        'text-field': ['coalesce', ['get', language], ['get', 'th']] as ['coalesce', unknown, unknown],
        'text-font': [MAP_FONT],
        'text-size': size,
        'text-max-width': 12,
      },
      paint: { 'text-color': palette.text, 'text-halo-color': palette.halo, 'text-halo-width': 1.6 },
    } as StyleSpecification['layers'][number];
  }
}
