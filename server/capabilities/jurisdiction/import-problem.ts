import { AppError } from '#platform/app-error';
import { type Language, type MessageKey, translate } from './messages.ts';

type WithoutPrefix<Key> = Key extends `import.${infer Name}` ? Exclude<Name, 'line' | 'feature' | 'noted'> : never;

/** One problem in an import file: where, what, and the values for its sentence. */
export type ImportProblem = {
  place: 'line' | 'feature';
  /** Line of the file (the header is 1), or number of the feature (from 1). */
  line: number;
  /** The name of the feature in the file, where a number alone is hard to find. */
  name?: string;
  code: WithoutPrefix<MessageKey>;
  params: Record<string, string | number>;
};

export type ImportRejected = AppError & { problems: ImportProblem[] };

const VALUE_SHOWN = 40;

/** The file is refused and nothing was written; the error carries every problem. */
export function importRejected(problems: ImportProblem[]): ImportRejected {
  const sorted = problems.toSorted((a, b) => a.line - b.line);
  const message = sorted.map((problem) => describeImportProblem(problem, 'en')).join('\n');
  const error = new AppError('jurisdiction/import-rejected', { message, params: { problems: problems.length } });
  return Object.assign(error, { problems: sorted });
}

export function isImportRejected(error: unknown): error is ImportRejected {
  return error instanceof AppError && error.code === 'jurisdiction/import-rejected' && 'problems' in error;
}

/** `line 3: phone: "12" is not a telephone number in Thailand`. */
export function describeImportProblem({ place, line, name, code, params }: ImportProblem, language: Language): string {
  const shown = Object.fromEntries(Object.entries(params).map(([key, value]) => [key, shorten(value)]));
  const where = translate(language, `import.${place}`, { line }) + (name ? ` (${shorten(name)})` : '');
  return `${where}: ${translate(language, `import.${code}`, shown)}`;
}

/** How many features are named with a note; a file of the whole country has thousands. */
const NAMES_SHOWN = 5;

/** What was corrected or should be checked in an accepted file: each kind of note once, with its features. */
export function describeImportNotes(notes: readonly ImportProblem[], language: Language): string[] {
  const kinds = Map.groupBy(notes, ({ code, params }) => translate(language, `import.${code}`, params));
  return Array.from(kinds, ([what, same]) => {
    const names = same.slice(0, NAMES_SHOWN).map(({ line, name }) => (name ? shorten(name) : String(line)));
    const shown = `${names.join(', ')}${same.length > NAMES_SHOWN ? ', …' : ''}`;
    return translate(language, 'import.noted', { what, count: same.length, names: shown });
  });
}

/** Values come from a file of unknown quality: shortened, without control characters for the terminal. */
function shorten(value: string | number): string {
  const text = String(value)
    .toWellFormed()
    .replaceAll(/\p{Cc}/gu, '?');
  return text.length > VALUE_SHOWN ? `${text.slice(0, VALUE_SHOWN)}…` : text;
}
