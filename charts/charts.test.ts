import fc from 'fast-check';
import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { BarLine } from './bar-line.ts';
import { ColumnChart, type ColumnChartProps } from './column-chart.ts';
import { fitLabels, sizeOfText } from './fit-labels.ts';
import { TargetLine } from './target-line.ts';

/** What is drawn: each mark with its attributes, and the texts. */
function draw(chart: ReactNode) {
  const markup = renderToStaticMarkup(chart);
  const marks = [...markup.matchAll(/<(\w+) data-mark="(\w+)"([^>]*)>([^<]*)/g)].map(
    ([, tag, name, rest = '', text]) => ({
      ...{ tag, name, text },
      ...Object.fromEntries([...rest.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, key, value]) => [key, value])),
    }),
  ) as ({ tag: string; name: string; text: string } & Record<string, string>)[];
  return { markup, marks, named: (name: string) => marks.filter((mark) => mark.name === name) };
}

const columnsOf = (values: readonly (number | null)[]) =>
  values.map((value, place) => ({ key: `${place}`, label: `วันที่ ${place + 1}`, value }));

const drawColumns = (values: readonly (number | null)[], more: Partial<ColumnChartProps> = {}) =>
  draw(
    createElement(ColumnChart, {
      ...{
        columns: columnsOf(values),
        label: 'เหตุรายวัน',
        notShown: 'ไม่แสดง',
        sayNumber: (n: number) => n.toLocaleString('en'),
      },
      ...{ width: 360, height: 170, fontSize: 13 },
      ...more,
    }),
  );

test('columns are as high as their values, from zero', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100_000), { minLength: 1, maxLength: 60 }), (values) => {
      const { named } = drawColumns(values);
      const drawn = [...named('column'), ...named('most')].sort((one, other) => Number(one.x) - Number(other.x));
      const most = Math.max(...values);
      const highest = Number(named('most')[0]?.height);
      expect(drawn.map(({ height }) => Number(height))).toEqual(
        values.map((value) => expect.closeTo(most === 0 ? 0 : (value / most) * highest, 6)),
      );
      const [lowest] = drawn.map(({ y, height }) => Number(y) + Number(height));
      expect(named('grid').map(({ y1 }) => Number(y1))).toContainEqual(expect.closeTo(lowest ?? 0, 6));
    }),
  );
});

test('the scale counts in whole incidents', () => {
  const scaleOf = (values: number[]) =>
    drawColumns(values)
      .named('axis')
      .map(({ text }) => text)
      .filter((text) => /^[\d,.]+$/.test(text));
  expect(scaleOf([1, 0])).toEqual(['0', '1']);
  expect(scaleOf([0, 0, 0])).toEqual(['0', '1']);
  expect(scaleOf([3, 2, 7])).toEqual(['0', '2', '4', '6', '8']);
  expect(scaleOf([1_250, 40])).toEqual(['0', '500', '1,000', '1,500']);
});

test('a hidden value has the height of the picture, whatever the others are, and says so', () => {
  const [few, many] = [drawColumns([null, 3, 4]), drawColumns([null, 3_000, 40])];
  expect(few.named('hidden')[0]?.height).toBe(many.named('hidden')[0]?.height);
  expect(few.markup).toContain('<title>วันที่ 1: ไม่แสดง</title>');
  expect(drawColumns([1, 2]).markup).not.toContain('pattern');
});

test('the highest is named, a chosen one is marked, the time before is a line through the middles', () => {
  const { named } = drawColumns([2, 9, 4], { before: [1, 12, 3], marked: 2 });
  expect(named('value').map(({ text }) => text)).toEqual(['9']);
  expect(named('column').map((mark) => mark['data-marked'])).toEqual([undefined, 'true']);
  const points = (named('before')[0]?.d ?? '')
    .slice(1)
    .split('L')
    .map((point) => point.split(',').map(Number));
  const bars = [...named('column'), ...named('most')].sort((one, other) => Number(one.x) - Number(other.x));
  expect(points.map(([x]) => x)).toEqual(bars.map((bar) => expect.closeTo(Number(bar.x) + Number(bar.width) / 2, 2)));
  // More than this time: above the highest column.
  expect(points[1]?.[1]).toBeLessThan(Number(named('most')[0]?.y));
});

test('words are escaped', () => {
  expect(drawColumns([1], { label: '<script>' }).markup).not.toContain('<script>');
});

test('labels do not cover each other or leave the picture, and the newest is among them', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom('ม.ค.', '12 มีนาคม 2569', '1', 'Sep 2026'), { minLength: 1, maxLength: 400 }),
      fc.integer({ min: 200, max: 1_400 }),
      (texts, to) => {
        const at = (place: number) => ((place + 0.5) * to) / texts.length;
        const placed = fitLabels(
          texts.map((text, place) => ({ text, at: at(place) })),
          { from: 0, to, fontSize: 15 },
        );
        const boxes = placed.map(({ text, at: middle, anchor }) => {
          const size = sizeOfText(text, 15);
          const start = anchor === 'start' ? middle : anchor === 'end' ? middle - size : middle - size / 2;
          return { start, end: start + size };
        });
        expect(placed.at(-1)?.text).toBe(texts.at(-1));
        for (const [place, { start, end }] of boxes.entries()) {
          expect(start).toBeGreaterThanOrEqual(-0.001);
          expect(end).toBeLessThanOrEqual(to + 0.001);
          if (place > 0) expect(start).toBeGreaterThan(boxes[place - 1]?.end ?? 0);
        }
      },
    ),
  );
});

test('a bar is as long as its share, one of thousands is seen, and what is hidden is an empty frame', () => {
  const widthOf = (value: number | null, most: number) => draw(createElement(BarLine, { value, most })).marks[0]?.width;
  expect([widthOf(50, 200), widthOf(0, 200), widthOf(1, 90_000), widthOf(null, 5)]).toEqual(['25', '0', '0.5', '100']);
  const { named } = draw(createElement(BarLine, { value: 1, most: 10, before: 10 }));
  expect(named('before')[0]?.x).toBe('99.5');
});

test('the middle, nine of ten and the target lie on one line; what is later than twice the target is an arrow', () => {
  const near = draw(createElement(TargetLine, { p50: 30, p90: 90, target: 60, isMissed: true }));
  expect([near.named('dot')[0]?.cx, near.named('tick')[0]?.x1, near.named('goal')[0]?.x1]).toEqual([
    '50',
    '150',
    '100',
  ]);
  expect(near.named('tick')[0]?.['data-late']).toBe('true');
  const far = draw(createElement(TargetLine, { p50: 30, p90: 900, target: 60, isMissed: false }));
  expect([far.named('tick'), far.named('beyond')]).toEqual([[], [expect.objectContaining({ tag: 'path' })]]);
});
