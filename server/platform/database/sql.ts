import { createHash } from 'node:crypto';
import { sql as kysely, type QueryExecutorProvider } from 'kysely';
import type { Answer } from './statement.ts';

/** A statement whose values are put in: what is sent to PostgreSQL. */
export type Compiled = {
  text: string;
  /** The same for the same text on every connection, so that each reads and plans it once; only with values. */
  name: string | undefined;
  values: readonly unknown[];
};
export type Result<Row> = Pick<Answer, 'numAffectedRows'> & { rows: Row[]; command?: string };

/** Where statements go without Kysely, which has no part in ours: our pools, and a connection taken from one. */
const runners = new WeakMap<object, (statement: Compiled) => Promise<Answer>>();
export function runBy(connection: object, run: (statement: Compiled) => Promise<Answer>): void {
  runners.set(connection, run);
}

/** A statement, or a part of one, as the `sql` tag makes it. */
export class RawBuilder<Row> {
  readonly strings: readonly string[];
  readonly parts: readonly unknown[];

  constructor(strings: readonly string[], parts: readonly unknown[]) {
    this.strings = strings;
    this.parts = parts;
  }

  execute(connection: object): Promise<Result<Row>> {
    const run = runners.get(connection);
    const answer = run ? run(compile(this)) : toKysely(this).execute(connection as QueryExecutorProvider);
    return answer as Promise<Result<Row>>;
  }
}

/** For a database with a plugin, and a transaction of Kysely's own. */
function toKysely({ strings, parts }: RawBuilder<unknown>): ReturnType<typeof kysely> {
  const given = parts.map((part) => (part instanceof RawBuilder ? toKysely(part) : part));
  return kysely(strings as unknown as TemplateStringsArray, ...given);
}

const quoted = (path: string) =>
  path
    .split('.')
    .map((name) => `"${name.replaceAll('"', '""')}"`)
    .join('.');
const raw = <Row = unknown>(text: string) => new RawBuilder<Row>([text], []);

/** Marks SQL: what is put in is a value, or a part that was marked itself. */
export const sql = Object.assign(
  <Row = unknown>(strings: TemplateStringsArray, ...parts: unknown[]) => new RawBuilder<Row>(strings, parts),
  {
    /** A text of ours as SQL. */
    raw,
    /** A name, `schema.table` or `column`. */
    ref: (path: string) => raw(quoted(path)),
    table: (path: string) => raw(quoted(path)),
    /** A text as it stands in the statement, not as a value. */
    lit: (text: string) => raw(`'${text.replaceAll("'", "''")}'`),
    join(list: readonly unknown[], separator: RawBuilder<unknown> = raw(', ')) {
      if (list.length === 0) return raw('');
      return new RawBuilder<unknown>(['', ...list.slice(1).map(() => separator.strings.join('')), ''], list);
    },
  },
);

/** What LIKE finds as it is written: signs that mean something to it mean themselves. */
export const escapeLike = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/** Texts made of the same pieces are made once: a tree of pieces, and of the values between them. */
type Shape = { pieces: Map<string, Shape>; value: Shape | undefined; known: Omit<Compiled, 'values'> | undefined };
const newShape = (): Shape => ({ pieces: new Map(), value: undefined, known: undefined });
/** What is known of texts so far, at most `most` of them. */
type Memory = { root: Shape; shapes: number; names: Map<string, string>; most: number };
export const createMemory = (most: number): Memory => ({ root: newShape(), shapes: 0, names: new Map(), most });
/**
 * Several times what the application has (`tests/database/statements.test.ts`): beyond it a statement is read and planned
 * each time. A text made anew each time must not fill the server's memory.
 */
export const MOST_SHAPES = 5000;
const MEMORY = createMemory(MOST_SHAPES);

export function compile(statement: RawBuilder<unknown>, memory = MEMORY): Compiled {
  // Without values it has no name, and may be of this moment alone (the settings of a transaction).
  if (statement.parts.length === 0) return { text: statement.strings.join(''), name: undefined, values: [] };
  const values: unknown[] = [];
  if (memory.shapes > memory.most) return { text: textOf(statement, values), name: undefined, values };
  const shape = follow(memory.root, statement, values);
  shape.known ??= makeKnown(statement, memory);
  return { text: shape.known.text, name: shape.known.name, values };
}

function makeKnown(statement: RawBuilder<unknown>, memory: Memory): Omit<Compiled, 'values'> {
  memory.shapes += 1;
  const values: unknown[] = [];
  const text = textOf(statement, values);
  return { text, name: values.length > 0 ? nameOf(text, memory) : undefined };
}

/** From the text, so that it means the same on every connection; undefined when there are too many texts already. */
export function nameOf(text: string, { names, most } = MEMORY): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= most) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

function follow(from: Shape, { strings, parts }: RawBuilder<unknown>, values: unknown[]): Shape {
  let shape = from;
  for (let at = 0; at < strings.length; at++) {
    const piece = strings[at] as string;
    let next = shape.pieces.get(piece);
    if (next === undefined) {
      next = newShape();
      shape.pieces.set(piece, next);
    }
    shape = next;
    if (at >= parts.length) break;
    const part = parts[at];
    if (part instanceof RawBuilder) shape = follow(shape, part, values);
    else {
      values.push(part);
      shape.value ??= newShape();
      shape = shape.value;
    }
  }
  return shape;
}

function textOf({ strings, parts }: RawBuilder<unknown>, values: unknown[]): string {
  return strings
    .map((piece, at) => {
      if (at >= parts.length) return piece;
      const part = parts[at];
      return piece + (part instanceof RawBuilder ? textOf(part, values) : `$${values.push(part)}`);
    })
    .join('');
}
