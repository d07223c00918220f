import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { QrPicture } from './QrPicture.tsx';

test('the picture has a white frame, a name for screen readers and the three finder squares', () => {
  const markup = renderToStaticMarkup(<QrPicture text="https://ess.example/console/invitation#token" label="QR" />);
  expect(markup).toContain('aria-label="QR"');
  const size = Number(/viewBox="0 0 (\d+)/.exec(markup)?.[1]);
  const dark = new Set([...markup.matchAll(/M(\d+) (\d+)h1v1/g)].map(([, x, y]) => `${x},${y}`));
  for (const [x, y] of [
    [4, 4],
    [size - 11, 4],
    [4, size - 11],
  ] as const) {
    // A finder pattern is 7 × 7: a dark rim, a light ring and a dark centre.
    expect(dark.has(`${x},${y}`) && dark.has(`${x + 6},${y + 6}`) && dark.has(`${x + 3},${y + 3}`)).toBe(true);
    expect(dark.has(`${x + 1},${y + 1}`)).toBe(false);
  }
  for (const at of dark) for (const part of at.split(',')) expect(Number(part)).toBeGreaterThanOrEqual(4);
});
