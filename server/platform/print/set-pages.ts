import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

export type PageLine = { label: string; text: string };
/** What is printed, as plain texts; `pages.typ` says how it stands on paper. */
export type Pages = {
  language: 'th' | 'en';
  title: string;
  /** Under the title, small. */
  under: string;
  /** In a frame at the top, as "confidential"; empty: none. */
  mark: string;
  facts: readonly PageLine[];
  parts: readonly { title: string; under: string; lines: readonly PageLine[] }[];
  /** At the foot of every page, before its number. */
  foot: string;
  /** Names that are never broken, as of people and places. */
  whole: readonly string[];
};

const require = createRequire(import.meta.url);
const template = readFileSync(new URL('./pages.typ', import.meta.url), 'utf8');
const fontBlobs = ['400Regular', '700Bold'].map((weight) =>
  readFileSync(require.resolve(`@expo-google-fonts/sarabun/${weight}/Sarabun_${weight}.ttf`)),
);
const compiler = NodeCompiler.create({ workspace: import.meta.dirname, fontArgs: [{ fontBlobs }] });

/** Sets pages as a PDF. Runs in a process of its own: see page-setter.ts. */
export function setPages(pages: Pages): Uint8Array {
  const cut = (text: string) => cutIntoWords(text, pages.whole, pages.language);
  const cutLine = ({ label, text }: PageLine) => ({ label: cut(label), text: cut(text) });
  const data = {
    language: pages.language,
    name: pages.title,
    ...{ title: cut(pages.title), under: cut(pages.under), mark: cut(pages.mark), foot: cut(pages.foot) },
    facts: pages.facts.map(cutLine),
    parts: pages.parts.map(({ title, under, lines }) => {
      return { title: cut(title), under: cut(under), lines: lines.map(cutLine) };
    }),
  };
  const pdf = compiler.pdf({ mainFileContent: template, inputs: { data: JSON.stringify(data) } });
  // What stands on a page is personal: it remembers none.
  compiler.evictCache(0);
  return pdf;
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
