import type { CaseRecord } from '#contract/case-api';
import { type FormReader, type Said, summarizeForm } from '#contract/case-form-lines';
import type { FormTexts } from '#contract/case-form-texts';
import type { PageLine } from '#platform/print/set-pages';
import { findDangerTool } from './record/danger-tools.ts';

/** Secrets between the person and the worker: whoever finds the paper could use them. */
const NEVER_PRINTED = ['safeContact.checkAnswer', 'codeWord'];

/** What a form says, as lines of a page. */
export function linesOf(
  { kind, body, tool, toolVersion }: Pick<CaseRecord, 'kind' | 'body' | 'tool' | 'toolVersion'>,
  forms: FormTexts,
  reader: FormReader,
): PageLine[] {
  const questions =
    kind === 'danger' ? findDangerTool({ tool: tool ?? '', toolVersion: toolVersion ?? '' })?.questions : undefined;
  return summarizeForm(forms, kind, body, reader, questions).filter(isPrinted);
}
const isPrinted = ({ path }: Said): boolean => !NEVER_PRINTED.includes(path);

const LOCALES = { th: 'th-TH-u-ca-buddhist-nu-latn', en: 'en-GB' };

/** Thai time, the Buddhist year in Thai. A day and a moment never break at the end of a line. */
export function readerOf(language: 'th' | 'en'): FormReader {
  const write = (at: string, options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(LOCALES[language], { timeZone: 'Asia/Bangkok', ...options })
      .formatToParts(new Date(at))
      .filter(({ type }) => type !== 'era')
      .map(({ value }) => value)
      .join('')
      .trim()
      .replace(/\s+/g, '\u00a0');
  const day = (at: string): string => write(at, { day: 'numeric', month: 'short', year: 'numeric' });
  return {
    language,
    day,
    moment: (at) => `${day(at)}\u00a0${write(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })}`,
  };
}

/** A text with its `{{names}}` filled in. */
export function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '');
}
