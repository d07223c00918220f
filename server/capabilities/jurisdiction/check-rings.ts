import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import Flatbush from 'flatbush';
import type { Position } from 'geojson';
import { areaSquareMetres } from './geometry.ts';

/** `inner`: a ring that is neither the outline nor a hole in it. `complex`: checking would take too long. */
export type RingFault = { code: `polygon-${'crossing' | 'inner' | 'empty' | 'complex'}`; at: Position };

/** Anything smaller is a line drawn twice, not an area. */
const LEAST_SQUARE_METRES = 1;
/** Overlapping line boxes per line: about four in a real outline; far more in one made to slow the check down. */
const NEIGHBOURS_OF_A_LINE = 100;
const NEIGHBOURS_AT_LEAST = 1_000_000;
/** Every hole is compared with every other; a real district has a dozen. */
const MOST_RING_CORNERS = 50_000_000;

/**
 * Checks that the rings of one polygon (closed, without repeated corners) describe one area: no lines cross, and all rings
 * but one are separate holes in that one. Rings may touch.
 * @returns which ring is the outline, or what is wrong and where
 */
export function checkRings(rings: readonly Position[][]): { outline: number } | RingFault {
  const sizes = rings.map((ring) => areaSquareMetres({ type: 'MultiPolygon', coordinates: [[ring]] }));
  const outline = sizes.indexOf(sizes.reduce((most, size) => Math.max(most, size), 0));
  const flat = sizes.findIndex((size) => size < LEAST_SQUARE_METRES);
  const corners = rings.reduce((sum, ring) => sum + ring.length, 0);
  if (corners * rings.length > MOST_RING_CORNERS) return { code: 'polygon-complex', at: rings[0]?.[0] ?? [] };
  const crossing = findCrossing(rings);
  if (crossing) return crossing;
  if (flat >= 0) return { code: 'polygon-empty', at: rings[flat]?.[0] ?? [] };
  for (const [at, ring] of rings.entries()) {
    if (at === outline) continue;
    const others = rings.filter((_, other) => other !== at && other !== outline);
    if (!isInside(ring, rings[outline] ?? []) || others.some((other) => isInside(ring, other)))
      return { code: 'polygon-inner', at: ring[0] ?? [] };
  }
  return { outline };
}

/** For rings that do not cross: decided by any corner that is not on the other ring's line. */
function isInside(ring: readonly Position[], other: Position[]): boolean {
  const polygon = { type: 'Polygon' as const, coordinates: [other] };
  const corner = ring.find((point) => !isOnLine(point, other));
  return corner !== undefined && booleanPointInPolygon(corner, polygon);
}

function isOnLine(point: Position, ring: readonly Position[]): boolean {
  return ring.some((from, at) => {
    const to = ring[at + 1];
    if (to === undefined || turn(from, to, point) !== 0) return false;
    return [0, 1].every((axis) => {
      const [a = 0, b = 0, p = 0] = [from[axis], to[axis], point[axis]];
      return p >= Math.min(a, b) && p <= Math.max(a, b);
    });
  });
}

/** Where one line crosses another (touching does not count); compares boxes first, so that large outlines are quick. */
function findCrossing(rings: readonly Position[][]): RingFault | undefined {
  const lines = rings.flatMap((ring) => ring.slice(1).map((to, at) => [ring[at] as Position, to] as const));
  if (lines.length === 0) return undefined;
  let left = NEIGHBOURS_AT_LEAST + lines.length * NEIGHBOURS_OF_A_LINE;
  const index = new Flatbush(lines.length);
  const boxes = lines.map(([[x1 = 0, y1 = 0], [x2 = 0, y2 = 0]]) => {
    const box = [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)] as const;
    index.add(...box);
    return box;
  });
  index.finish();
  for (const [at, line] of lines.entries()) {
    const box = boxes[at];
    if (box === undefined) continue;
    const neighbours = index.search(...box, (found) => found > at);
    left -= neighbours.length;
    if (left < 0) return { code: 'polygon-complex', at: line[0] };
    for (const other of neighbours) {
      const point = crossingOf(line, lines[other] as typeof line);
      if (point) return { code: 'polygon-crossing', at: point };
    }
  }
  return undefined;
}

type Line = readonly [Position, Position];

function crossingOf([a, b]: Line, [c, d]: Line): Position | undefined {
  const [ofC, ofD, ofA, ofB] = [turn(a, b, c), turn(a, b, d), turn(c, d, a), turn(c, d, b)];
  if (!(ofC * ofD < 0 && ofA * ofB < 0)) return undefined;
  const along = ofA / (ofA - ofB);
  const [[ax = 0, ay = 0], [bx = 0, by = 0]] = [a, b];
  return [ax + along * (bx - ax), ay + along * (by - ay)];
}

/** Positive where the point is left of the line, negative where right of it, zero on it. In micro-degrees, so exact. */
function turn([x1 = 0, y1 = 0]: Position, [x2 = 0, y2 = 0]: Position, [x = 0, y = 0]: Position): number {
  const micro = (degrees: number) => Math.round(degrees * 1e6);
  const [ax, ay] = [micro(x1), micro(y1)];
  return (micro(x2) - ax) * (micro(y) - ay) - (micro(y2) - ay) * (micro(x) - ax);
}
