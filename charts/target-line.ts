import { scaleLinear } from 'd3-scale';
import { createElement, type ReactNode } from 'react';

/** Twice the target is the end of the line; what lies beyond stands there as an arrow. */
const END = 2;
const LONG = 200;

export type TargetLineProps = { p50: number; p90: number; target: number; isMissed: boolean };

/**
 * Half of the values as a dot and nine of ten as a tick, as shares of the target from zero: all targets are one line below each other,
 * and a tick past it is late for some. The numbers stand beside it.
 */
export function TargetLine({ p50, p90, target, isMissed }: TargetLineProps): ReactNode {
  const x = scaleLinear([0, target * END], [0, LONG]).clamp(true);
  const late = { 'data-late': isMissed || undefined };
  const line = (name: string, from: { x1: number; x2: number; y1: number; y2: number }, strokeWidth: number) =>
    createElement('line', { 'data-mark': name, stroke: '#0b3d75', strokeWidth, ...late, ...from });
  return createElement(
    'svg',
    { viewBox: `-6 0 ${LONG + 12} 24`, 'aria-hidden': true, focusable: false, 'data-chart': 'target' },
    createElement('line', { 'data-mark': 'grid', x1: 0, x2: LONG, y1: 12, y2: 12, stroke: '#ccc', strokeWidth: 2 }),
    line('range', { x1: x(p50), x2: x(p90), y1: 12, y2: 12 }, 4),
    createElement('line', {
      ...{ 'data-mark': 'goal', x1: x(target), x2: x(target), y1: 1, y2: 23, stroke: '#000', strokeWidth: 2 },
    }),
    p90 > target * END
      ? createElement('path', { 'data-mark': 'beyond', d: 'M 196 5 L 205 12 L 196 19 Z', fill: '#0b3d75', ...late })
      : line('tick', { x1: x(p90), x2: x(p90), y1: 4, y2: 20 }, 4),
    createElement('circle', { 'data-mark': 'dot', cx: x(p50), cy: 12, r: 5, fill: '#0b3d75' }),
  );
}
