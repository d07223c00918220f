import { type RawBuilder, sql } from './database.ts';

/**
 * The row of a table, written down once: its columns by their fields, `{ etaAt: 'eta_at' }`. Select list, insert and update
 * come from it, so that a new field is added at one place. Objects become JSON and arrays PostgreSQL's arrays.
 */
export type Columns<Row> = { readonly [Field in keyof Row]-?: string };

/** `code, eta_at AS "etaAt"` */
export function selectColumns(columns: Readonly<Record<string, string>>): RawBuilder<unknown> {
  const list = Object.entries(columns).map(([field, column]) =>
    field === column ? column : `${column} AS "${field}"`,
  );
  return sql.raw(list.join(', '));
}

const lists = new WeakMap<object, RawBuilder<unknown>>();

/** `code, eta_at`; the same text each time, so that statements made of it are found by it. */
function listColumns(columns: Readonly<Record<string, string>>): RawBuilder<unknown> {
  const known = lists.get(columns);
  if (known) return known;
  const list = sql.raw(Object.values(columns).join(', '));
  lists.set(columns, list);
  return list;
}

/** `(code, eta_at) VALUES ($1, $2)` */
export function insertColumns<Field extends string>(
  columns: Readonly<Record<Field, string>>,
  row: Readonly<Record<NoInfer<Field>, unknown>>,
): RawBuilder<unknown> {
  const fields = Object.keys(columns) as Field[];
  return sql`(${listColumns(columns)}) VALUES (${sql.join(fields.map((field) => row[field]))})`;
}

/** `code = $1, eta_at = $2` */
export function updateColumns<Field extends string>(
  columns: Readonly<Record<Field, string>>,
  row: Readonly<Record<NoInfer<Field>, unknown>>,
): RawBuilder<unknown> {
  const fields = Object.keys(columns) as Field[];
  return sql.join(fields.map((field) => sql`${sql.raw(columns[field])} = ${row[field]}`));
}

/** `code = written.code, eta_at = written.eta_at`: columns of a set of rows that `readRecords` names `written`. */
export function updateFromRecords(columns: Readonly<Record<string, string>>): RawBuilder<unknown> {
  const list = Object.values(columns).map((column) => `${column} = written.${column}`);
  return sql.raw(list.join(', '));
}

/** `jsonb_populate_recordset(…)`: any number of rows as one value, with the types of the table's own columns. */
export function readRecords<Field extends string>(
  table: string,
  columns: Readonly<Record<Field, string>>,
  records: readonly Readonly<Record<NoInfer<Field>, unknown>>[],
): RawBuilder<unknown> {
  const fields = Object.keys(columns) as Field[];
  const json = JSON.stringify(
    records.map((record) => Object.fromEntries(fields.map((field) => [columns[field], record[field]]))),
  );
  return sql`jsonb_populate_recordset(NULL::${sql.table(table)}, ${json}::jsonb)`;
}

/** `(code, eta_at) SELECT code, eta_at FROM …`: any number of rows as one value, with the types of the table's own columns. */
export function insertRecords<Field extends string>(
  table: string,
  columns: Readonly<Record<Field, string>>,
  records: readonly Readonly<Record<NoInfer<Field>, unknown>>[],
): RawBuilder<unknown> {
  const names = listColumns(columns);
  return sql`(${names}) SELECT ${names} FROM ${readRecords(table, columns, records)}`;
}
