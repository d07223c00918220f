/** A unit on the map: its call sign, what it is doing, and how reliable that is. */
export type UnitMark = { id: string; lat: number; lng: number; name: string; state: UnitMarkState };
export type UnitMarkState = 'assigned' | 'en-route' | 'on-scene' | 'stale';

export const UNIT_MARK_STATES: readonly UnitMarkState[] = ['assigned', 'en-route', 'on-scene', 'stale'];

const FILLS: Record<UnitMarkState, string> = {
  assigned: '#c97a00',
  'en-route': '#1f6fb8',
  'on-scene': '#17885b',
  stale: '#64748a',
};
/** Waiting, en route, on scene, no position: colour is never the only difference. */
const SIGNS: Record<UnitMarkState, string> = { assigned: '…', 'en-route': '➤', 'on-scene': '✓', stale: '?' };

const RATIO = 2;
const SIDE = 30;

export function unitImageName(state: UnitMarkState): string {
  return `unit-${state}`;
}

/** A square plate, so that nobody mistakes a unit for an incident's drop. */
export function drawUnitMark(state: UnitMarkState): { image: ImageData; pixelRatio: number } {
  const canvas = document.createElement('canvas');
  canvas.width = SIDE * RATIO;
  canvas.height = SIDE * RATIO;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this browser draws no canvas');
  pen.scale(RATIO, RATIO);
  const plate = new Path2D();
  plate.roundRect(2, 2, SIDE - 4, SIDE - 4, 7);
  pen.fillStyle = FILLS[state];
  pen.strokeStyle = 'rgb(8 12 16 / 85%)';
  pen.lineWidth = 2;
  pen.fill(plate);
  pen.stroke(plate);
  pen.fillStyle = '#fff';
  pen.font = '600 17px "IBM Plex Sans Thai", sans-serif';
  pen.textAlign = 'center';
  pen.textBaseline = 'middle';
  pen.fillText(SIGNS[state], SIDE / 2, SIDE / 2 + 0.5);
  return { image: pen.getImageData(0, 0, canvas.width, canvas.height), pixelRatio: RATIO };
}

export function unitFeatures(units: readonly UnitMark[]): GeoJSON.FeatureCollection<GeoJSON.Point> {
  return {
    type: 'FeatureCollection',
    features: units.map(({ id, lat, lng, name, state }) => ({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [lng, lat] },
      properties: { id, name, image: unitImageName(state) },
    })),
  };
}
