import { type Html, html } from '#platform/html';

/** A bar of a picture; null: not shown. */
export type Bar = { label: string; value: number | null; said: string };

const [WIDTH, HEIGHT, TOP, FOOT] = [360, 150, 22, 22];

/** Hatching for what is not shown: told from a low bar without colour. */
const HATCH = html`<defs><pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><line class="hatch" x1="0" y1="0" x2="0" y2="6"/></pattern></defs>`;

/** Upright bars from zero, the highest one named; the same numbers stand in the table beside it. */
export function drawColumns(bars: readonly Bar[], title: string, notShown: string): Html {
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  const step = WIDTH / Math.max(bars.length, 1);
  const floor = HEIGHT - FOOT;
  const highest = bars.findIndex(({ value }) => value === most);
  const drawn = bars.map(({ label, value }, at) => {
    const height = value === null ? floor - TOP : (value / most) * (floor - TOP);
    const [x, y, width] = [at * step + step * 0.12, floor - height, step * 0.76];
    const isLast = at === bars.length - 1;
    return html`<g><title>${label}: ${value === null ? notShown : value.toLocaleString('en')}</title><rect class="${value === null ? 'hidden' : at === highest ? 'bar most' : 'bar'}" x="${x.toFixed(1)}" y="${y.toFixed(1)}" width="${width.toFixed(1)}" height="${height.toFixed(1)}" rx="2"/>${
      value !== null &&
      (at === highest || isLast) &&
      html`<text class="value" x="${(x + width / 2).toFixed(1)}" y="${(y - 5).toFixed(1)}" text-anchor="${at === 0 ? 'start' : isLast ? 'end' : 'middle'}">${value.toLocaleString('en')}</text>`
    }${
      (bars.length <= 7 || at % 3 === (bars.length - 1) % 3) &&
      html`<text class="axis" x="${(x + width / 2).toFixed(1)}" y="${HEIGHT - 5}" text-anchor="middle">${label}</text>`
    }</g>`;
  });
  return html`<svg class="picture" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${title}">${HATCH}<line class="floor" x1="0" x2="${WIDTH}" y1="${floor}" y2="${floor}"/>${drawn}</svg>`;
}

/** Lying bars with their names above them, for long names on narrow screens. */
export function drawRows(bars: readonly Bar[], notShown: string): Html {
  const most = Math.max(1, ...bars.map(({ value }) => value ?? 0));
  return html`<ul class="rows">${bars.map(
    ({ label, value, said }) =>
      html`<li><span class="name">${label}</span><span class="number">${said}</span><svg viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true" focusable="false">${
        value === null
          ? html`<rect class="hidden" width="100" height="6"/>`
          : html`<rect class="bar" width="${Math.max(0.5, (value / most) * 100).toFixed(2)}" height="6"/>`
      }</svg>${value === null && html`<span class="unseen">${notShown === said ? '' : notShown}</span>`}</li>`,
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
