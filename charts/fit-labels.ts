type Label = { text: string; at: number };
type FittedLabel = Label & { anchor: 'start' | 'middle' | 'end' };

/** Thai vowels and tone marks above and below a letter take no room of their own. */
const ABOVE_AND_BELOW = /[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]/g;
/** A letter's width as a share of its height: a little more than Noto Sans Thai needs, so that a guess errs towards room. */
const WIDTH_OF_LETTER = 0.6;

/** About how wide a text is, in pixels. The server has no page to measure on, and both must draw the same. */
export function sizeOfText(text: string, fontSize: number): number {
  return text.replaceAll(ABOVE_AND_BELOW, '').length * fontSize * WIDTH_OF_LETTER;
}

/**
 * Every label where there is room for all, else every second, third …, always with the last one (the newest): none covers another,
 * and none is cut off at an edge.
 */
export function fitLabels(
  labels: readonly Label[],
  { from, to, fontSize }: { from: number; to: number; fontSize: number },
): FittedLabel[] {
  const placed = labels.map(({ text, at }) => {
    const half = sizeOfText(text, fontSize) / 2;
    const [start, end] =
      at - half < from ? [at, at + 2 * half] : at + half > to ? [at - 2 * half, at] : [at - half, at + half];
    return {
      ...{ text, at, start, end },
      anchor: at - half < from ? 'start' : at + half > to ? 'end' : 'middle',
    } as const;
  });
  for (let step = 1; step < placed.length; step += 1) {
    const shown = placed.filter((_, place) => (placed.length - 1 - place) % step === 0);
    const isFree = shown.every(
      ({ start }, place) => place === 0 || (shown[place - 1]?.end ?? 0) + fontSize / 2 <= start,
    );
    if (isFree) return shown.map(({ text, at, anchor }) => ({ text, at, anchor }));
  }
  return placed.slice(-1).map(({ text, at, anchor }) => ({ text, at, anchor }));
}
