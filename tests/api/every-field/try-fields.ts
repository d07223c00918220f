import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { isPlacementCode } from '../../../contract/placement-code.ts';
import { addDays } from '../../../contract/thai-day.ts';
import { AppError } from '../../../server/platform/app-error.ts';
import { type Database, getRow, rows, sql } from '../../../server/platform/database/database.ts';
import { inSavepoint, type Work } from '../../../server/platform/database/transaction.ts';
import type { Schema } from '../fuzz/from-schema.ts';

type Row = Record<string, unknown>;

/**
 * A function in the database by which a transaction reads all that it has written so far, in every table, whatever its
 * role may see.
 */
export async function readyWrittenRows(owner: Database): Promise<void> {
  const tables = await rows(
    owner,
    sql<{ name: string }>`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND schemaname !~ '^pg_'
        AND tablename NOT IN ('areas', 'subdistricts', 'administrative_areas', 'migrations') ORDER BY 1`,
  );
  const parts = tables.map(
    ({ name }) => `SELECT '${name} ' || to_jsonb(t)::text FROM ${name} t WHERE t.xmin::text::bigint >= $1`,
  );
  await sql
    .raw(
      `CREATE FUNCTION public.written_rows(bigint) RETURNS SETOF text LANGUAGE plpgsql SECURITY DEFINER AS $$
        BEGIN RETURN QUERY ${parts.join(' UNION ALL ')}; END $$;
      GRANT USAGE ON SCHEMA public TO PUBLIC; GRANT EXECUTE ON FUNCTION public.written_rows(bigint) TO PUBLIC`,
    )
    .execute(owner);
}

export type Effect = { failed: string | null; text: string };

/** What a request does, as text that can be compared: its answer or its error, and every row it writes. Undone afterwards. */
export async function effectOf(work: Work, run: (work: Work) => Promise<unknown>, known: string): Promise<Effect> {
  const { tx } = work;
  const { since } = await getRow(tx, sql<{ since: string }>`SELECT pg_current_xact_id()::text AS since`);
  const listWritten = async () =>
    (await rows(tx, sql<{ row: string }>`SELECT written_rows(${since}::bigint) AS row`)).map(({ row }) => row);
  let failed: string | null = null;
  let written: string[] = [];
  const undone = new Error('undone');
  await inSavepoint(work, async (whole) => {
    const answer = await inSavepoint(whole, run);
    written = [...(await listWritten()), JSON.stringify(answer)];
    throw undone;
  }).catch((error) => {
    if (error !== undone) failed = error instanceof AppError ? error.code : String(error);
  });
  if (failed) return { failed, text: `refused: ${failed}` };
  // What others wrote meanwhile is still there.
  const others = new Set(await listWritten());
  const lines = written.filter((row) => !others.has(row) && !BY_ITSELF.test(row)).map((row) => plain(row, known));
  return { failed, text: lines.sort().join('\n') };
}

/** Deliveries that go on beside us, sessions being used, and the seals over the audit. */
const BY_ITSELF = /^(line\.|access\.(sessions|endings)|audit\.(seals|roots|unsealed)|platform\.(keys|idempotency))/;

/** Without what is new each time: ids, secrets and numbers that run on. What was sent or stood there before stays. */
function plain(text: string, known: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (id) => (known.includes(id) ? id : 'id'))
    .replace(/(\\\\?x)?[\w+/-]{24,}={0,2}/g, (word) =>
      /^[a-z-]+$/.test(word) || known.includes(word) ? word : 'secret',
    )
    .replace(/"(seq|id|number|entry_id)": \d+/g, '"$1": 0')
    .replace(/\b[0-9A-HJKMNP-TV-Z]{8}\b/g, (word) => (isPlacementCode(word) && !known.includes(word) ? 'code' : word))
    .replace(/ES-\d{4}-\d+/g, 'ES')
    .replace(/\b[0-9A-HJKMNP-TV-Z]{12}\b/g, 'serial')
    .replace(/(CS|RF|HR)-\d{4}-\d+/g, '$1');
}

export type Field = { path: string; change(body: Row): Row };

/** Every field of the body that holds something, with the body in which only that one says something else. */
export function fieldsOf(body: Row, schema: z.ZodType, other: Row): Field[] {
  const known = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return leavesOf(body).map(({ at, value }) => {
    const path = at.map((key) => (/^\d+$/.test(key) ? '*' : key)).join('.');
    const choices = path in other ? [other[path]] : [...(membersAt(known, at) ?? []), ...others(value)];
    return {
      path,
      change: () => {
        const fitting = choices
          .filter((choice) => choice !== value)
          .map((choice) => withValue(body, at, choice))
          .find((changed) => schema.safeParse(changed).success);
        if (!fitting) throw new Error(`no other value is known for ${path}: give one in \`other\``);
        return fitting;
      },
    };
  });
}

/** The paths of all fields that a body may have. */
export function pathsOf(schema: z.ZodType): string[] {
  const whole = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema;
  return [...new Set(walk(whole, whole, []))];
}

type Defined = Schema & { $defs?: Record<string, Schema> };

function walk(root: Defined, given: Schema, at: string[]): string[] {
  const schema = given.$ref ? (root.$defs?.[given.$ref.split('/').at(-1) ?? ''] ?? {}) : given;
  const choices = schema.anyOf ?? schema.oneOf ?? schema.allOf;
  if (choices) return choices.flatMap((choice) => walk(root, choice, at));
  if (schema.items) return walk(root, schema.items, [...at, '*']);
  const fields = Object.entries(schema.properties ?? {});
  if (fields.length > 0) return fields.flatMap(([name, of]) => walk(root, of, [...at, name]));
  return at.length > 0 && schema.type !== 'null' ? [at.join('.')] : [];
}

function leavesOf(value: unknown, at: string[] = []): { at: string[]; value: unknown }[] {
  if (typeof value !== 'object' || value === null) return [{ at, value }];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...at, key]));
}

function membersAt(root: Defined, at: string[]): unknown[] | undefined {
  let schemas: Schema[] = [root];
  const open = (schema: Schema): Schema[] => {
    const real = schema.$ref ? (root.$defs?.[schema.$ref.split('/').at(-1) ?? ''] ?? {}) : schema;
    const choices = real.anyOf ?? real.oneOf ?? real.allOf;
    return choices ? choices.flatMap(open) : [real];
  };
  for (const key of at) {
    schemas = schemas.flatMap(open).flatMap((schema) => {
      const next = /^\d+$/.test(key) ? schema.items : schema.properties?.[key];
      return next ? [next] : [];
    });
  }
  return schemas.flatMap(open).find(({ enum: members }) => members)?.enum;
}

function others(value: unknown): unknown[] {
  if (typeof value === 'boolean') return [!value];
  if (typeof value === 'number') return Number.isInteger(value) ? [value + 1, value - 1] : [value + 0.01];
  if (typeof value !== 'string') return [];
  if (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(value)) return [randomUUID()];
  if (/^\d{4}-\d\d-\d\dT/.test(value)) return [new Date(Date.parse(value) + 3_600_000).toISOString()];
  if (/^\d{4}-\d\d-\d\d$/.test(value)) return [addDays(value, 1)];
  return [`${value} อีก`, `${value}7`, `7${value}`];
}

function withValue<Whole>(whole: Whole, [key, ...rest]: string[], value: unknown): Whole {
  if (key === undefined) return value as Whole;
  const copy = (Array.isArray(whole) ? [...whole] : { ...whole }) as Row;
  copy[key] = withValue(copy[key], rest, value);
  return copy as Whole;
}
