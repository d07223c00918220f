import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { Resvg } from '@resvg/resvg-js';
import { families, fontBlobs } from './fonts.ts';
import { cutIntoWords, onlyPrintable } from './set-pages.ts';

/** Words for a template: a text, or more of them by name or in order. */
export type Said = string | readonly Said[] | { readonly [name: string]: Said };
export type TemplateJob = {
  /** The source of the template, ours: it reads `data.sheets`, and draws `qr(…)`. */
  template: string;
  title: string;
  language: string;
  /**
   * One for each sheet: `said` reaches the template as lists of words (`say`), so that nothing that somebody typed is read
   * as markup and no line breaks inside a word; `plain` as it is.
   */
  sheets: readonly { said: Said; plain: Readonly<Record<string, string | number | boolean>> }[];
  /** Names that are never broken. */
  whole: readonly string[];
  /** `svg` and `png` are of the first sheet alone. */
  format: 'pdf' | 'svg' | 'png';
  /** How wide a `png` is. */
  pixels?: number;
};
/** What the process of `template-setter.ts` is given: one file of all sheets, or one of each. */
export type FilesJob = TemplateJob & { each?: boolean };

const UNPRINTABLE = '…';
const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs }] });

/** What every template begins with. */
const PRELUDE = String.raw`
#let data = json(bytes(sys.inputs.data))
#let unspaced = regex("[\u{0E00}-\u{0EFF}\u{1000}-\u{109F}\u{1780}-\u{17FF}\u{AA60}-\u{AA7F}]")
#let say(words) = for word in words {
  if word == "\n" { linebreak() } else if word.contains(unspaced) { box(word) } else { word }
}
// Two colours of squares without gaps between them, with four of white around.
#let qr(square, size) = box(width: size, height: size, image(bytes(square), format: "svg", width: size, height: size))
// As large as fits into one line; smaller than that it wraps.
#let fit(words, largest, smallest, ..style) = layout(area => context {
  let at = largest
  while at > smallest and measure(text(size: at, ..style, box(say(words)))).width > area.width { at -= 0.5pt }
  text(size: at, ..style, say(words))
})
// As large as fits into the width and this height; no word is wider than a line.
#let within(words, height, largest, smallest, ..style) = layout(area => context {
  let fits(at) = {
    let style = style.named()
    let whole = measure(block(width: area.width, text(size: at, ..style, say(words))))
    whole.height <= height and words.all(word => measure(text(size: at, ..style, word)).width <= area.width)
  }
  let at = largest
  while at > smallest and not fits(at) { at -= 0.5pt }
  block(width: area.width, text(size: at, ..style, say(words)))
})
#set document(title: data.title)
#set text(font: data.families, lang: data.language)
`;

/** Sets sheets by a template, as PDF/A or as a picture. Runs in a process of its own: see template-setter.ts. */
export function setFiles({ each = false, ...job }: FilesJob): Uint8Array[] {
  try {
    return each ? job.sheets.map((sheet) => set({ ...job, sheets: [sheet] })) : [set(job)];
  } finally {
    // Names stand on it: it remembers none, and a batch fills no memory.
    compiler.evictCache(0);
  }
}

/** One file of all sheets. */
export function setTemplate(job: TemplateJob): Uint8Array {
  const [file] = setFiles(job);
  if (!file) throw new Error('nothing was set');
  return file;
}

function set({ template, title, language, sheets, whole, format, pixels = 1000 }: TemplateJob): Uint8Array {
  const cut = (said: Said): unknown => {
    if (typeof said === 'string') return cutIntoWords(onlyPrintable(said, UNPRINTABLE), whole, language);
    if (Array.isArray(said)) return said.map(cut);
    return Object.fromEntries(Object.entries(said).map(([name, of]) => [name, cut(of)]));
  };
  const data = { title, language, families, sheets: sheets.map(({ said, plain }) => ({ said: cut(said), plain })) };
  const source = { mainFileContent: PRELUDE + template, inputs: { data: JSON.stringify(data) } };
  // A paper that may be asked for again in many years.
  if (format === 'pdf') return compiler.pdf(source, { pdfStandard: 'a-2b', creationTimestamp: 0 });
  const svg = compiler.plainSvg(source);
  if (format === 'svg') return Buffer.from(svg);
  // Letters are outlines already: no font of this machine is asked.
  const picture = new Resvg(svg, { fitTo: { mode: 'width', value: pixels }, font: { loadSystemFonts: false } });
  return picture.render().asPng();
}
