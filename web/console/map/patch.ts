/** An area on the map. Its pattern says what it is: colour is never the only difference. */
export type Patch = {
  id: string;
  /** Longitude first; the first one again at the end. */
  ring: readonly (readonly [lng: number, lat: number])[];
  pattern: PatchPattern;
  isChosen: boolean;
};
/** `full`, `stripes`, `dots` and `light` are warm, `lines` is cool, `faint` is grey. */
export const PATCH_PATTERNS = ['full', 'stripes', 'dots', 'light', 'lines', 'faint'] as const;
export type PatchPattern = (typeof PATCH_PATTERNS)[number];

type Colour = readonly [red: number, green: number, blue: number];
/** Vermilion and blue of Okabe and Ito, which people with any colour vision tell apart, on dark and light ground. */
const WARM: Colour = [213, 94, 0];
const COOL: Colour = [0, 114, 178];
const GREY: Colour = [128, 138, 148];
const PATCH_COLOURS: Record<PatchPattern, Colour> = {
  full: WARM,
  stripes: WARM,
  dots: WARM,
  light: WARM,
  lines: COOL,
  faint: GREY,
};

/** A power of two, so that patterns fit together at the edges of tiles. */
const SIDE = 16;

/** How much of the colour a point of the pattern has, 0 to 255. */
const COVERS: Record<PatchPattern, (x: number, y: number) => number> = {
  full: () => 185,
  stripes: (x, y) => ((x + y) % SIDE < SIDE / 2 ? 215 : 50),
  dots: (x, y) => (Math.hypot((x % 8) - 3.5, (y % 8) - 3.5) < 2.4 ? 225 : 45),
  light: () => 95,
  lines: (_, y) => (y % 8 < 2 ? 220 : 45),
  faint: () => 60,
};

export function patchImageName(pattern: PatchPattern): string {
  return `patch-${pattern}`;
}

/** The pattern as pixels, four numbers each. */
export function drawPatch(pattern: PatchPattern): { width: number; height: number; data: Uint8Array } {
  const data = new Uint8Array(SIDE * SIDE * 4);
  for (let at = 0; at < SIDE * SIDE; at += 1) {
    data.set([...PATCH_COLOURS[pattern], COVERS[pattern](at % SIDE, Math.floor(at / SIDE))], at * 4);
  }
  return { width: SIDE, height: SIDE, data };
}

export function patchFeatures(patches: readonly Patch[]): GeoJSON.FeatureCollection<GeoJSON.Polygon> {
  return {
    type: 'FeatureCollection',
    features: patches.map(({ id, ring, pattern, isChosen }) => ({
      type: 'Feature',
      geometry: { type: 'Polygon', coordinates: [ring.map(([lng, lat]) => [lng, lat])] },
      properties: { id, isChosen, image: patchImageName(pattern), colour: `rgb(${PATCH_COLOURS[pattern].join(',')})` },
    })),
  };
}

/** Every corner, to show all of them. */
export function cornersOf(patches: readonly Patch[]): { lat: number; lng: number }[] {
  return patches.flatMap(({ ring }) => ring.map(([lng, lat]) => ({ lng, lat })));
}
