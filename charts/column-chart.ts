import { max } from 'd3-array';
import { scaleBand, scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { createElement, type ReactNode, type SVGProps } from 'react';
import { fitLabels, sizeOfText } from './fit-labels.ts';

/**
 * A column in the order of time. `value` null: hidden to protect people, which is neither zero nor "not recorded". `axis`: a shorter name
 * for the scale below.
 */
export type Column = { key: string; label: string; axis?: string; value: number | null };

export type ColumnChartProps = {
  columns: readonly Column[];
  /** The same steps of the time before, drawn as a line across the columns; left out where there are none. */
  before?: readonly number[] | undefined;
  /** What a screen reader says; the numbers stand in a table beside the picture. */
  label: string;
  /** Words for a column whose value is hidden. */
  notShown: string;
  sayNumber: (value: number) => string;
  /** Pixels of the picture; letters keep `fontSize` whatever the width is. */
  width: number;
  height: number;
  fontSize: number;
  /** Place of the column that a person has chosen. */
  marked?: number | null | undefined;
};

/** As many steps of the scale as a small picture can carry. */
const TICKS = 4;

/**
 * Upright columns from zero, with a scale, the highest one named, and the line of the time before. One markup for the console, the
 * public page, the printed page and tests: plain attributes are what is printed, and pages give colours of their own to `data-mark`.
 * What is hidden is hatched as high as the picture is: its height says nothing.
 */
export function ColumnChart(props: ColumnChartProps): ReactNode {
  const { columns, before = [], label, notShown, sayNumber, width, height, fontSize, marked = null } = props;
  const values = columns.map(({ value }) => value ?? 0);
  const most = max(values) ?? 0;
  const highest = most === 0 ? -1 : values.indexOf(most);
  const high = scaleLinear([0, Math.max(1, most, ...before)], [0, 1]).nice(TICKS);
  // Half an incident is none.
  const ticks = high.ticks(TICKS).filter(Number.isInteger);
  const [left, top] = [Math.max(...ticks.map((tick) => sizeOfText(sayNumber(tick), fontSize))) + 6, fontSize + 8];
  const floor = height - fontSize - 8;
  const y = high.copy().range([floor, top]);
  const x = scaleBand(
    columns.map(({ key }) => key),
    [left, width],
  ).padding(0.2);
  const band = x.bandwidth();
  const middle = (place: number) => (x(columns[place]?.key ?? '') ?? left) + band / 2;
  const hatch = `hatch-${width}-${columns.length}`;
  const labels = fitLabels(
    columns.map((column, place) => ({ text: column.axis ?? column.label, at: middle(place) })),
    { from: 0, to: width, fontSize },
  );
  return createElement(
    'svg',
    {
      ...{ xmlns: 'http://www.w3.org/2000/svg', viewBox: `0 0 ${width} ${height}`, width, height },
      ...{ role: 'img', 'aria-label': label, fontSize, 'data-chart': 'columns' },
    },
    columns.some(({ value }) => value === null) && hatching(hatch),
    ...ticks.flatMap((tick) => [
      mark('line', 'grid', { x1: left, x2: width, y1: y(tick), y2: y(tick), stroke: tick === 0 ? '#555' : '#ccc' }),
      text('axis', sayNumber(tick), { x: left - 6, y: y(tick) + fontSize * 0.35, textAnchor: 'end' }),
    ]),
    ...columns.map(({ key, label: name, value }, place) =>
      createElement(
        'g',
        {},
        createElement('title', {}, `${name}: ${value === null ? notShown : sayNumber(value)}`),
        mark('rect', value === null ? 'hidden' : place === highest ? 'most' : 'column', {
          ...{ x: x(key), width: band, y: value === null ? top : y(value) },
          height: floor - (value === null ? top : y(value)),
          fill: value === null ? `url(#${hatch})` : place === highest ? '#0b3d75' : '#7a93ad',
          'data-marked': place === marked || undefined,
        }),
      ),
    ),
    before.length > 0 &&
      mark('path', 'before', {
        d: line<number>((_, place) => middle(place), y)(before) ?? '',
        ...{ fill: 'none', stroke: '#000', strokeWidth: 1.5, strokeDasharray: '5 3' },
      }),
    most > 0 &&
      text('value', sayNumber(most), {
        ...{ x: middle(highest), y: y(most) - 5, fontWeight: 600 },
        textAnchor: anchorOf(middle(highest), sizeOfText(sayNumber(most), fontSize), width),
      }),
    ...labels.map(({ text: said, at, anchor }) => text('axis', said, { x: at, y: height - 4, textAnchor: anchor })),
  );
}

function anchorOf(at: number, size: number, width: number): 'start' | 'middle' | 'end' {
  if (at + size / 2 > width) return 'end';
  return at - size / 2 < 0 ? 'start' : 'middle';
}

/** Lines across, so that what is hidden is told from a low column without colour. */
function hatching(id: string): ReactNode {
  const lines = mark('line', 'hatch', { ...{ x1: 0, x2: 0, y1: 0, y2: 6 }, ...{ stroke: '#999', strokeWidth: 2 } });
  const size = { width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' };
  return createElement('defs', {}, createElement('pattern', { id, ...size }, lines));
}

type Attributes = SVGProps<SVGElement> & { 'data-marked'?: true | undefined };

function mark(tag: string, name: string, attributes: Attributes): ReactNode {
  return createElement(tag, { 'data-mark': name, ...attributes });
}

function text(name: string, said: string, attributes: Attributes): ReactNode {
  return createElement('text', { 'data-mark': name, fill: name === 'axis' ? '#444' : '#000', ...attributes }, said);
}
