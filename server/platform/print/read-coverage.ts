/** Reads from a font (its `cmap` table) for which code points it has a letter. @throws Error for a font without such a table */
export function readCoverage(font: Buffer): (code: number) => boolean {
  const table = findTable(font, 'cmap');
  const maps = Array.from({ length: font.readUInt16BE(table + 2) }, (_, at) => {
    const offset = table + font.readUInt32BE(table + 4 + at * 8 + 4);
    return { offset, format: font.readUInt16BE(offset) };
  });
  const found = maps.find(({ format }) => format === 12) ?? maps.find(({ format }) => format === 4);
  if (!found) throw new Error('a font without a map of its letters');
  const ranges = found.format === 12 ? readGroups(font, found.offset) : readSegments(font, found.offset);
  return (code) => ranges.some(([first, last]) => code >= first && code <= last);
}

function findTable(font: Buffer, name: string): number {
  for (let at = 12; at < 12 + font.readUInt16BE(4) * 16; at += 16)
    if (font.toString('latin1', at, at + 4) === name) return font.readUInt32BE(at + 8);
  throw new Error(`a font without ${name}`);
}

type Range = [first: number, last: number];

/** Format 12: groups of code points. */
function readGroups(font: Buffer, offset: number): Range[] {
  return Array.from({ length: font.readUInt32BE(offset + 12) }, (_, group): Range => {
    const at = offset + 16 + group * 12;
    return [font.readUInt32BE(at), font.readUInt32BE(at + 4)];
  });
}

/** Format 4: segments; the last one, of 0xFFFF alone, is none. */
function readSegments(font: Buffer, offset: number): Range[] {
  const size = font.readUInt16BE(offset + 6);
  return Array.from({ length: size / 2 - 1 }, (_, segment): Range => {
    const last = offset + 14 + segment * 2;
    return [font.readUInt16BE(last + size + 2), font.readUInt16BE(last)];
  });
}
