import { DIMENSIONS, type Dimension, type FamilyAnswers, scoreOf } from '#contract/family-indicators';
import type { FamilyMeasurement } from '#contract/self-reliance';

/** One dimension over time: its scores in the order of the measurements; null where nothing was known. */
export type Way = { dimension: Dimension; scores: (number | null)[]; first: number | null; last: number | null };

export function waysOf(measurements: readonly Pick<FamilyMeasurement, 'answers'>[]): Way[] {
  return DIMENSIONS.map((dimension) => {
    const scores = measurements.map(({ answers }) => scoreOf(dimension, answers as FamilyAnswers));
    const known = scores.filter((score) => score !== null);
    return { dimension, scores, first: known[0] ?? null, last: known.at(-1) ?? null };
  });
}

export type Frame = { width: number; height: number; margin: number };
export type Point = { x: number; y: number };

const MOST = 3;

/** Where each measurement stands: by its day, so that a long gap looks long. A single one stands in the middle. */
export function pointsOf(
  days: readonly string[],
  scores: readonly (number | null)[],
  { width, height, margin }: Frame,
): (Point | null)[] {
  const times = days.map((day) => Date.parse(day));
  const [first = 0, last = 0] = [times[0], times.at(-1)];
  const span = last - first;
  return times.map((time, index) => {
    const score = scores[index] ?? null;
    if (score === null) return null;
    const along = span === 0 ? 0.5 : (time - first) / span;
    return { x: margin + along * (width - 2 * margin), y: heightOf(score, { height, margin }) };
  });
}

/** Where a score lies: 3 on top, 0 at the bottom. */
export function heightOf(score: number, { height, margin }: Pick<Frame, 'height' | 'margin'>): number {
  return height - margin - (score / MOST) * (height - 2 * margin);
}

/** A line through what is known; what is not known is not bridged. */
export function lineOf(points: readonly (Point | null)[]): string {
  let isPenDown = false;
  return points
    .map((point) => {
      if (!point) {
        isPenDown = false;
        return '';
      }
      const step = `${isPenDown ? 'L' : 'M'}${round(point.x)} ${round(point.y)}`;
      isPenDown = true;
      return step;
    })
    .join('');
}
const round = (value: number): number => Math.round(value * 10) / 10;
