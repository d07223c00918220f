import { isVague } from '#contract/vague-place';

/** An incident on the map. Tones mean the same everywhere. */
export type PinTone = 'red' | 'amber' | 'green' | 'grey' | 'exercise';
export type Pin = {
  id: string;
  lat: number;
  lng: number;
  tone: PinTone;
  isChosen: boolean;
  accuracyMetres?: number | null;
  /** Stands in it instead of the tone's symbol: how many there are. */
  count?: number;
};

const FILLS: Record<PinTone, string> = {
  red: '#e0323a',
  amber: '#c97a00',
  green: '#17885b',
  grey: '#64748a',
  exercise: '#3f6fb5',
};
const SIGNS: Record<PinTone, string> = { red: '!', amber: '+', green: '✓', grey: '•', exercise: 'ฝ' };

/** Drawn at twice its size, for high-density screens. */
const RATIO = 2;
const WIDTH = 34;
const HEIGHT = 44;

export const PIN_TONES: readonly PinTone[] = ['red', 'amber', 'green', 'grey', 'exercise'];

/** More digits would not be legible. */
const MOST = 99;
const signOf = (count: number): string => (count > MOST ? `${MOST}+` : String(count));

export function pinImageName({ tone, isChosen, count }: Pick<Pin, 'tone' | 'isChosen' | 'count'>): string {
  return `pin-${tone}${isChosen ? '-chosen' : ''}${count === undefined ? '' : `-${signOf(count)}`}`;
}

/** A drop with a symbol in it: colour is never the only difference. */
export function drawPin({ tone, isChosen, count }: Pick<Pin, 'tone' | 'isChosen' | 'count'>): {
  image: ImageData;
  pixelRatio: number;
} {
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH * RATIO;
  canvas.height = HEIGHT * RATIO;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser draws no canvas');
  pen.scale(RATIO, RATIO);
  const drop = new Path2D('M17 42 C9 31 4 25 4 17 a13 13 0 0 1 26 0 c0 8 -5 14 -13 25 z');
  pen.lineWidth = isChosen ? 4 : 2;
  pen.strokeStyle = isChosen ? '#8cc8ff' : 'rgb(8 12 16 / 85%)';
  pen.fillStyle = FILLS[tone];
  pen.stroke(drop);
  pen.fill(drop);
  pen.fillStyle = '#fff';
  const sign = count === undefined ? SIGNS[tone] : signOf(count);
  pen.font = `600 ${sign.length > 2 ? 12 : 18}px "IBM Plex Sans Thai", sans-serif`;
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(sign, 17, 17.5);
  return { image: pen.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: RATIO };
}

/** Closer pins would hide one another: about the width of a pin at street level, in degrees. */
const SAME_PLACE = 0.0004;
/** The distance between pins of one place, in screen pixels. */
const SPREAD = 26;

/**
 * Draws pins of one place side by side, at the same distance at every zoom: the most urgent one is on the place itself
 * and above the others, so that nothing hides an unanswered incident.
 */
export function spreadPins(pins: readonly Pin[]): { pin: Pin; offset: [x: number, y: number] }[] {
  const cell = (degrees: number): number => Math.round(degrees / SAME_PLACE);
  const places = Map.groupBy(pins, ({ lat, lng }) => `${cell(lat)} ${cell(lng)}`);
  return [...places.values()].flatMap((place) =>
    place
      .toSorted((one, other) => PIN_TONES.indexOf(one.tone) - PIN_TONES.indexOf(other.tone))
      // To the right, to the left, further right, …
      .map((pin, at) => ({ pin, offset: [Math.ceil(at / 2) * SPREAD * (at % 2 === 0 ? -1 : 1) || 0, 0] })),
  );
}

export function pinFeatures(pins: readonly Pin[]): GeoJSON.FeatureCollection<GeoJSON.Point> {
  return {
    type: 'FeatureCollection',
    features: spreadPins(pins).map(({ pin: { id, lat, lng, tone, isChosen, count }, offset }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lng, lat] },
      properties: {
        id,
        tone,
        image: pinImageName({ tone, isChosen, ...(count !== undefined && { count }) }),
        offset,
        // Red on top: the open one is marked by its rim, and must not hide an unanswered one.
        order: (isChosen ? 1 : 0) - 2 * PIN_TONES.indexOf(tone),
      },
    })),
  };
}

/** Corners of a circle: enough to look round at any size. */
const CORNERS = 64;
/** A degree of latitude in metres, on the map's sphere. */
const METRES_A_DEGREE = 111_195;

/** A circle around each inaccurate place, with the radius of its accuracy at every zoom. */
export function accuracyFeatures(pins: readonly Pin[]): GeoJSON.FeatureCollection<GeoJSON.Polygon> {
  return {
    type: 'FeatureCollection',
    features: pins.flatMap(({ lat, lng, accuracyMetres = null }) =>
      isVague(accuracyMetres)
        ? [{ type: 'Feature', properties: {}, geometry: circle({ lat, lng }, accuracyMetres) } as const]
        : [],
    ),
  };
}

function circle({ lat, lng }: Pick<Pin, 'lat' | 'lng'>, metres: number): GeoJSON.Polygon {
  const high = metres / METRES_A_DEGREE;
  const wide = high / Math.cos((lat * Math.PI) / 180);
  const corners = Array.from({ length: CORNERS + 1 }, (_, corner) => {
    const angle = (corner % CORNERS) * ((2 * Math.PI) / CORNERS);
    return [lng + wide * Math.cos(angle), lat + high * Math.sin(angle)];
  });
  return { type: 'Polygon', coordinates: [corners] };
}
