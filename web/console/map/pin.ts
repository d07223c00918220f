/** A place on the map with something to say. Tones mean the same everywhere (DESIGN 11). */
export type PinTone = 'red' | 'amber' | 'green' | 'grey' | 'exercise';
export type Pin = { id: string; lat: number; lng: number; tone: PinTone; isChosen: boolean };

const FILLS: Record<PinTone, string> = {
  red: '#e0323a',
  amber: '#c97a00',
  green: '#17885b',
  grey: '#64748a',
  exercise: '#3f6fb5',
};
const SIGNS: Record<PinTone, string> = { red: '!', amber: '+', green: '✓', grey: '•', exercise: 'ฝ' };

/** Drawn at twice its size, for sharp screens. */
const RATIO = 2;
const WIDTH = 34;
const HEIGHT = 44;

export const PIN_TONES: readonly PinTone[] = ['red', 'amber', 'green', 'grey', 'exercise'];

export function pinImageName(tone: PinTone, isChosen: boolean): string {
  return `pin-${tone}${isChosen ? '-chosen' : ''}`;
}

/** A drop with a sign in it: colour is never the only difference. */
export function drawPin(tone: PinTone, isChosen: boolean): { image: ImageData; pixelRatio: number } {
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
  pen.font = '600 18px "IBM Plex Sans Thai", sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(SIGNS[tone], 17, 17.5);
  return { image: pen.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: RATIO };
}

export function arePinsSame(a: readonly Pin[], b: readonly Pin[]): boolean {
  const isSame = (x: Pin, y: Pin | undefined): boolean =>
    x.id === y?.id && x.tone === y.tone && x.isChosen === y.isChosen && x.lat === y.lat && x.lng === y.lng;
  return a.length === b.length && a.every((pin, index) => isSame(pin, b[index]));
}

export function pinFeatures(pins: readonly Pin[]): GeoJSON.FeatureCollection<GeoJSON.Point> {
  return {
    type: 'FeatureCollection',
    features: pins.map(({ id, lat, lng, tone, isChosen }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lng, lat] },
      properties: {
        id,
        tone,
        image: pinImageName(tone, isChosen),
        order: (isChosen ? 10 : 0) - PIN_TONES.indexOf(tone),
      },
    })),
  };
}
