import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accuracyFeatures, PIN_TONES, type Pin, pinFeatures, spreadPins } from './pin.ts';

const aPin = (id: string, change: Partial<Pin> = {}): Pin => ({
  ...{ id, lat: 16.8211, lng: 100.2659, tone: 'green', isChosen: false },
  ...change,
});

test('of several pins at one place the unanswered one is on it, the others beside it', () => {
  const spread = spreadPins([aPin('a'), aPin('b', { tone: 'red' }), aPin('c', { lat: 16.82111, tone: 'amber' })]);
  expect(spread.map(({ pin, offset }) => [pin.id, offset[0]])).toEqual([
    ['b', 0],
    ['c', 26],
    ['a', -26],
  ]);
});

test('a single pin stays where it is', () => {
  expect(spreadPins([aPin('a'), aPin('b', { lat: 16.83 })]).map(({ offset }) => offset)).toEqual([
    [0, 0],
    [0, 0],
  ]);
});

test('the unanswered pin is drawn above the open one', () => {
  const { features } = pinFeatures([aPin('answered', { isChosen: true }), aPin('waiting', { tone: 'red' })]);
  const order = new Map(features.map(({ properties }) => [properties?.id, properties?.order]));
  expect(order.get('waiting')).toBeGreaterThan(order.get('answered'));
});

test('no pin is lost, and no two pins of one place overlap', () => {
  const pin = fc.record({
    id: fc.uuid(),
    lat: fc.integer({ min: 0, max: 4 }).map((steps) => 16.8 + steps * 0.0002),
    lng: fc.constant(100.2),
    tone: fc.constantFrom(...PIN_TONES),
    isChosen: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.uniqueArray(pin, { selector: ({ id }) => id, maxLength: 12 }), (pins) => {
      const spread = spreadPins(pins);
      expect(spread.map((one) => one.pin.id).sort()).toEqual(pins.map(({ id }) => id).sort());
      const drawn = spread.map(({ pin: { lat, lng }, offset }) => `${lat} ${lng} ${offset[0]}`);
      expect(new Set(drawn).size).toBe(drawn.length);
    }),
    { seed: 20_261_128 },
  );
});

const rough = (accuracyMetres: number | null): Pin => ({
  ...{ id: 'i', lat: 16.8, lng: 100.2, tone: 'red', isChosen: true, accuracyMetres },
});

test('the circle around an inaccurate place has the radius of its accuracy in every direction', () => {
  const [area] = accuracyFeatures([rough(4200)]).features;
  const radius = Math.PI / 180;
  for (const [lng = 0, lat = 0] of area?.geometry.coordinates[0] ?? []) {
    const north = (lat - 16.8) * 111_195;
    const east = (lng - 100.2) * 111_195 * Math.cos(16.8 * radius);
    expect(Math.hypot(north, east)).toBeCloseTo(4200, -1);
  }
});

test('an exact place, or one without an accuracy, gets no circle', () => {
  expect(accuracyFeatures([rough(null), rough(20)]).features).toEqual([]);
});
