import { createElement, type ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { BarLine } from '#charts/bar-line';
import { type Column, ColumnChart } from '#charts/column-chart';
import { type Html, html, trusted } from '#platform/html';

/** A bar of a list; null: not shown. `said`: its number in words. */
export type Bar = { label: string; value: number | null; said: string };

/** React escapes the words of a chart as `html` does. */
const drawn = (chart: ReactNode): Html => trusted(renderToStaticMarkup(chart));

/** Columns by time, `height` to a width of 360; the same numbers stand in a table or sentence beside it. */
export function drawColumns(columns: readonly Column[], label: string, notShown: string, height = 170): Html {
  const sayNumber = (value: number) => value.toLocaleString('en');
  const size = { width: 360, height, fontSize: 13 };
  return drawn(createElement(ColumnChart, { columns, label, notShown, sayNumber, ...size }));
}

/** Lying bars with their names above them, for long names on narrow screens. */
export function drawRows(bars: readonly Bar[], notShown: string): Html {
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  return html`<ul class="rows">${bars.map(
    ({ label, value, said }) =>
      html`<li><span class="name">${label}</span><span class="number">${said}</span>${drawn(createElement(BarLine, { value, most }))}${value === null && html`<span class="unseen">${notShown === said ? '' : notShown}</span>`}</li>`,
  )}</ul>`;
}

/** So many of ten, as ten signs. */
export function drawTen(filled: number): Html {
  const signs = Array.from({ length: 10 }, (_, at) => {
    const x = at * 36 + 4;
    return html`<path class="${at < filled ? 'bar' : 'empty'}" d="M${x} 16 L${x + 14} 4 L${x + 28} 16 V30 H${x} Z"/>`;
  });
  return html`<svg class="picture ten" viewBox="0 0 364 34" aria-hidden="true" focusable="false">${signs}</svg>`;
}
