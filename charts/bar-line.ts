import { scaleLinear } from 'd3-scale';
import { createElement, type ReactNode } from 'react';

export type BarLineProps = {
  /** null: hidden to protect people; drawn as an empty frame, which no count can look like. */
  value: number | null;
  /** What a full line stands for. */
  most: number;
  /** The same count of the time before, as a stroke across. */
  before?: number | null | undefined;
};

/** One lying bar from zero, for a list whose names and numbers stand beside it. It is as wide as its place in the page. */
export function BarLine({ value, most, before = null }: BarLineProps): ReactNode {
  const x = scaleLinear([0, Math.max(1, most)], [0, 100]);
  return createElement(
    'svg',
    { viewBox: '0 0 100 6', preserveAspectRatio: 'none', 'aria-hidden': true, focusable: false, 'data-chart': 'bar' },
    value === null
      ? createElement('rect', { 'data-mark': 'hidden', width: 100, height: 6, fill: 'none', stroke: '#999' })
      : createElement('rect', {
          'data-mark': 'most',
          // One of thousands is still seen.
          ...{ width: value === 0 ? 0 : Math.max(0.5, x(value)), height: 6, fill: '#0b3d75' },
        }),
    before !== null &&
      createElement('rect', {
        'data-mark': 'before',
        x: Math.min(x(before), 99.5),
        width: 0.5,
        height: 6,
        fill: '#000',
      }),
  );
}
