import type { CitizenTextKey, CitizenTexts } from '#contract/citizen-texts';
import type { PublicLanguage } from '#contract/languages';
import { find } from './element.ts';

/** What the server put into the page for the script. */
export type PageData = {
  language: PublicLanguage;
  /** Those that this page may show. */
  texts: Partial<CitizenTexts>;
  practice: boolean;
  placement: { code: string; name: string } | null;
  /** Our LIFF app, inside LINE alone. */
  liffId: string | null;
  /** Rough: our outlines of provinces and districts, where the operator has no map with streets. */
  map: { isRough: boolean; megabytes: number };
};

/** A text of the page's language with its values. */
export type Say = (key: CitizenTextKey, values?: Readonly<Record<string, string | number>>) => string;

/** Undefined on the pages that need no script. */
export function readPageData(): PageData | undefined {
  const data = find('page-data')?.textContent;
  return data ? (JSON.parse(data) as PageData) : undefined;
}

export function sayIn({ texts }: Pick<PageData, 'texts'>): Say {
  return (key, values = {}) =>
    (texts[key] ?? '').replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
