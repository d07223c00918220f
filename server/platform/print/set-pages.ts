import { readFileSync } from 'node:fs';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';
import { families, fontBlobs, isPrintable } from './fonts.ts';

export type PageLine = { label: string; text: string };
/** How far something has come, as bars; `names` say what each of them is, in the order of the values. */
export type PageBars = {
  title: string;
  under: string;
  most: number;
  names: readonly string[];
  rows: readonly { label: string; values: readonly (number | null)[] }[];
};
export type PagePart = {
  title: string;
  under: string;
  lines: readonly PageLine[];
  /** Below its lines, as a form has it: small, with a rule around each cell; `widths` against each other, of all but the first. */
  table?: { head: readonly string[]; widths: readonly number[]; rows: readonly (readonly string[])[] };
  /** Where somebody signs: side by side, each with a dotted line, a name in brackets and a date. */
  signatures?: { sign: string; date: string; who: readonly { role: string; name: string }[] };
  /** Another form: it begins on a page of its own. */
  onNewPage?: boolean;
};
/** What is printed, as plain texts; `pages.typ` says how it stands on paper. */
export type Pages = {
  language: 'th' | 'en';
  title: string;
  /** Under the title, small. */
  under: string;
  /** In a frame at the top, as "confidential"; empty: none. */
  mark: string;
  /** On top of every further page: what it is a page of. */
  again: string;
  facts: readonly PageLine[];
  parts: readonly PagePart[];
  /** After the facts: bars side by side for each label, of at most `most`; null leaves a gap. */
  bars?: PageBars;
  /** At the foot of every page, before its number. */
  foot: string;
  /** Names that are never broken, as of people and places. */
  whole: readonly string[];
};

const template = readFileSync(new URL('./pages.typ', import.meta.url), 'utf8');
/** In place of letters that no font has, so that nobody takes boxes for what was written. */
const UNPRINTABLE = { th: '[อักษรที่พิมพ์ไม่ได้ ดูในระบบ]', en: '[letters that cannot be printed: see the system]' };
const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs }] });

/** Sets pages as a PDF. Runs in a process of its own: see page-setter.ts. */
export function setPages(pages: Pages): Uint8Array {
  const cut = (text: string) =>
    cutIntoWords(onlyPrintable(text, UNPRINTABLE[pages.language]), pages.whole, pages.language);
  const cutLine = ({ label, text }: PageLine) => ({ label: cut(label), text: cut(text) });
  const data = {
    language: pages.language,
    families,
    name: pages.title,
    ...{
      title: cut(pages.title),
      under: cut(pages.under),
      mark: cut(pages.mark),
      again: cut(pages.again),
      foot: cut(pages.foot),
    },
    bars: pages.bars && {
      most: pages.bars.most,
      title: cut(pages.bars.title),
      under: cut(pages.bars.under),
      names: pages.bars.names.map(cut),
      rows: pages.bars.rows.map(({ label, values }) => ({ label: cut(label), values })),
    },
    facts: pages.facts.map(cutLine),
    parts: pages.parts.map(({ title, under, lines, table, signatures, onNewPage = false }) => ({
      ...{ title: cut(title), under: cut(under), lines: lines.map(cutLine), onNewPage },
      ...(table && {
        table: { widths: table.widths, head: table.head.map(cut), rows: table.rows.map((row) => row.map(cut)) },
      }),
      ...(signatures && {
        signatures: {
          ...{ sign: cut(signatures.sign), date: cut(signatures.date) },
          who: signatures.who.map(({ role, name }) => ({ role: cut(role), name: cut(name) })),
        },
      }),
    })),
  };
  const pdf = compiler.pdf({ mainFileContent: template, inputs: { data: JSON.stringify(data) } });
  // What stands on a page is personal: it remembers none.
  compiler.evictCache(0);
  return pdf;
}

/** A text with one remark for each run of letters that no font has. */
export function onlyPrintable(text: string, remark: string): string {
  let printable = '';
  let isRemarked = false;
  for (const letter of text) {
    const isKnown = isPrintable(letter);
    if (isKnown) printable += letter;
    else if (!isRemarked) printable += remark;
    // Spaces between such words belong to the run.
    isRemarked = !isKnown || (isRemarked && /\s/.test(letter));
  }
  return printable;
}

/** The words of a text in order, spaces among them; between two of them a line may break. */
export function cutIntoWords(text: string, whole: readonly string[], language: string): string[] {
  const names = whole.filter((name) => name !== '').toSorted((one, other) => other.length - one.length);
  const words = new Intl.Segmenter(language, { granularity: 'word' });
  const cut = (part: string): string[] => [...words.segment(part)].map(({ segment }) => segment);
  const cutAround = (part: string, [name, ...others]: string[]): string[] =>
    name === undefined
      ? cut(part)
      : part.split(name).flatMap((piece, index) => [...(index > 0 ? [name] : []), ...cutAround(piece, others)]);
  return cutAround(text.replace(/\r\n?/g, '\n'), names);
}
