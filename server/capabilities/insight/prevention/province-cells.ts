import type { Position } from 'geojson';
import { gridDisk, latLngToCell, polygonToCells } from 'h3-js';
import type { LatLng } from '#contract/position';

/** Cells of 0.7 km²: too wide to be somebody's home. */
const CELL_RESOLUTION = 8;

/** Polygons of an area, as GeoJSON has them. */
export type Polygons = readonly Position[][][];

export function cellOf({ lat, lng }: LatLng): string {
  return latLngToCell(lat, lng, CELL_RESOLUTION);
}

/**
 * All cells of an area, the empty ones too, in the order of their names: those whose middle lies in it, and those in which
 * something of it happened, because outlines are rough.
 */
export function listCells(polygons: Polygons, happenedIn: Iterable<string>): string[] {
  const cells = new Set(happenedIn);
  for (const rings of polygons) for (const cell of polygonToCells(rings, CELL_RESOLUTION, true)) cells.add(cell);
  return [...cells].sort();
}

/** Of each cell the places in the list of those around it. */
export function listNeighbours(cells: readonly string[]): number[][] {
  const placeOf = new Map(cells.map((cell, place) => [cell, place]));
  return cells.map((cell) =>
    gridDisk(cell, 1).flatMap((other) => {
      const place = placeOf.get(other);
      return other === cell || place === undefined ? [] : [place];
    }),
  );
}
