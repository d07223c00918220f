import { inflateSync } from 'node:zlib';

/**
 * The text of a PDF as a reader copies it out: what each glyph stands for (ToUnicode), and for Thai clusters what the
 * document says itself (ActualText). Enough for the files that we set; no library reads Thai back right.
 */
export function readPdfText(pdf: Uint8Array): string {
  const source = Buffer.from(pdf).toString('latin1');
  const objects = new Map(
    [...source.matchAll(/(\d+) 0 obj\s(.*?)\sendobj/gs)].map(([, id = '', body = '']) => [id, body]),
  );
  const objectOf = (id: string | undefined): string => objects.get(id ?? '') ?? '';
  const read = new Map<string, Map<number, string>>();
  /** The fonts of one page, by the names that they have there alone. */
  const fontsOf = (page: string): Map<string, Map<number, string>> => {
    const named = [...(/\/Font <<(.*?)>>/s.exec(page)?.[1] ?? '').matchAll(/\/(\w+) (\d+) 0 R/g)];
    return new Map(
      named.flatMap(([, name = '', id = '']) => {
        const [, cmap] = /\/ToUnicode (\d+) 0 R/.exec(objectOf(id)) ?? [];
        const font = read.get(id) ?? (cmap ? readCmap(streamOf(objectOf(cmap))) : undefined);
        if (font) read.set(id, font);
        return font ? [[name, font] as const] : [];
      }),
    );
  };
  const pages = [...objects.values()].filter((body) => /\/Contents \d+ 0 R/.test(body));
  return pages
    .map((page) => readContent(streamOf(objectOf(/\/Contents (\d+) 0 R/.exec(page)?.[1])), fontsOf(page)))
    .join('\n');
}

function streamOf(object: string): string {
  const [head = '', ...rest] = object.split('stream\n');
  const bytes = Buffer.from(rest.join('stream\n').replace(/\s?endstream$/, ''), 'latin1');
  return head.includes('/FlateDecode') ? inflateSync(bytes).toString('latin1') : bytes.toString('latin1');
}

function readCmap(text: string): Map<number, string> {
  const pairs = text.matchAll(/^<([0-9a-f]{4})> <([0-9a-f]+)>$/gim);
  return new Map([...pairs].map(([, glyph = '', meant = '']) => [Number.parseInt(glyph, 16), fromUtf16(meant)]));
}

function fromUtf16(hex: string): string {
  return Buffer.from(hex, 'hex')
    .swap16()
    .toString('utf16le')
    .replace(/^\uFEFF/, '');
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

function readContent(content: string, fonts: Map<string, Map<number, string>>): string {
  const tokens = content.matchAll(
    /\/ActualText <([0-9A-Fa-f]+)>\s*>>\s*BDC|\/(\w+) [\d.]+ Tf|(EMC)|(BDC|BMC)|(\((?:[^()\\]|\\.|\((?:[^()\\]|\\.)*\))*\))/gs,
  );
  let font = new Map<number, string>();
  /** How deep we are in what stands for itself. */
  const spans: boolean[] = [];
  let said = '';
  for (const [, actual, name, end, begin, string] of tokens) {
    if (actual !== undefined) {
      spans.push(true);
      said += fromUtf16(actual);
    } else if (begin) spans.push(false);
    else if (end) spans.pop();
    else if (name) font = fonts.get(name) ?? font;
    else if (string && !spans.includes(true)) {
      const bytes = Buffer.from(
        string
          .slice(1, -1)
          .replace(/\\([0-7]{1,3}|[\s\S])/g, (_, code: string) =>
            /^[0-7]/.test(code) ? String.fromCharCode(Number.parseInt(code, 8)) : (ESCAPES[code] ?? code),
          ),
        'latin1',
      );
      for (let at = 0; at + 1 < bytes.length; at += 2) {
        const meant = font.get(bytes.readUInt16BE(at)) ?? '';
        // A mark that stands higher than usual is drawn on its own and stands for its whole cluster once more.
        if (meant.length < 2 || !said.endsWith(meant)) said += meant;
      }
    }
  }
  return said;
}
