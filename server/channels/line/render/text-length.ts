const graphemes = new Intl.Segmenter('th', { granularity: 'grapheme' });

/** What a person sees as one character; Thai vowels and tone marks belong to their consonant. */
export function splitGraphemes(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

/**
 * At most `most` long, "…" included. LINE counts some limits in graphemes and some in UTF-16 units and does not say
 * how its servers segment Thai; a text within the limit in UTF-16 units is right either way.
 */
export function shorten(text: string, most: number): string {
  if (text.length <= most) return text;
  let short = '';
  for (const grapheme of splitGraphemes(text)) {
    if (short.length + grapheme.length > most - 1) break;
    short += grapheme;
  }
  return `${short}…`;
}

/** The text in pieces of at most `most` UTF-16 units, never cut inside a grapheme that fits, nothing lost. */
export function splitText(text: string, most: number): string[] {
  if (text.length <= most) return text === '' ? [] : [text];
  const pieces: string[] = [];
  let piece = '';
  for (const grapheme of splitGraphemes(text).flatMap((one) => cutLong(one, most))) {
    if (piece.length + grapheme.length > most) {
      pieces.push(piece);
      piece = '';
    }
    piece += grapheme;
  }
  return piece === '' ? pieces : [...pieces, piece];
}

/** One "grapheme" can be endless: a letter with five thousand marks. */
function cutLong(grapheme: string, most: number): string[] {
  if (grapheme.length <= most) return [grapheme];
  return Array.from({ length: Math.ceil(grapheme.length / most) }, (_, at) =>
    grapheme.slice(at * most, (at + 1) * most),
  );
}
