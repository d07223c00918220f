import { type Database, rows, sql } from '../server/platform/database/database.ts';
import { listRights } from './describe-rights.ts';

type Named = { schema: string; name: string };
type Commented = { comment: string | null };
type Column = Named &
  Commented & { column: string; type: string; notNull: boolean; expression: string | null; identity: string };
type Part = Named & { definition: string };

/** Schemas that migrations make; what extensions bring along is theirs. */
const OURS = sql.raw(`nspname NOT LIKE 'pg\\_%' AND nspname NOT IN ('information_schema', 'public')`);
const NOT_FROM_EXTENSION = (object: string, catalog: string) =>
  sql.raw(
    `NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = ${object} AND classid = '${catalog}'::regclass AND deptype = 'e')`,
  );

/**
 * The whole schema as text, from the catalogs: the same for PostgreSQL 15 to 18 and without pg_dump, which a
 * newcomer's machine may not have. For reading and comparing; migrations are what makes a database.
 */
export async function describeSchema(db: Database): Promise<string> {
  const [extensions, schemas, tables, columns, constraints, indexes, triggers, functions, sequences, rights, views] =
    await Promise.all([
      rows(db, sql<{ name: string }>`SELECT extname AS name FROM pg_extension WHERE extname <> 'plpgsql' ORDER BY 1`),
      rows(
        db,
        sql<{ name: string } & Commented>`SELECT nspname AS name, obj_description(oid, 'pg_namespace') AS comment
      FROM pg_namespace WHERE ${OURS} ORDER BY 1`,
      ),
      listTables(db),
      listColumns(db),
      listConstraints(db),
      listIndexes(db),
      listTriggers(db),
      listFunctions(db),
      listSequences(db),
      listRights(db),
      rows(
        db,
        sql<Part>`SELECT schemaname AS schema, viewname AS name, definition FROM pg_views
      JOIN pg_namespace ON nspname = schemaname WHERE ${OURS} ORDER BY 1, 2`,
      ),
    ]);
  const of = <Item extends Named>(items: Item[], table: Named) =>
    items.filter(({ schema, name }) => schema === table.schema && name === table.name);
  const tableText = (table: Named & Commented) => {
    const own = of(columns, table);
    const lines = [...own.map(columnLine), ...of(constraints, table).map(({ definition }) => definition)];
    return [
      `CREATE TABLE ${nameOf(table)} (\n  ${lines.join(',\n  ')}\n);`,
      ...of(indexes, table).map(({ definition }) => `${definition};`),
      ...of(triggers, table).map(({ definition }) => `${definition};`),
      ...of(rights, table).map(({ definition }) => `${definition};`),
      ...commentOn('TABLE', nameOf(table), table.comment),
      ...own.flatMap((column) => commentOn('COLUMN', `${nameOf(table)}.${column.column}`, column.comment)),
    ].join('\n');
  };
  const paragraphs = [
    '-- What the migrations come to. Written by scripts/write-schema.ts and compared by a test; never run.',
    extensions.map(({ name }) => `CREATE EXTENSION ${name};`).join('\n'),
    ...schemas.map(({ name, comment }) => [`CREATE SCHEMA ${name};`, ...commentOn('SCHEMA', name, comment)].join('\n')),
    ...sequences.map((sequence) => `CREATE SEQUENCE ${nameOf(sequence)};`),
    ...functions.map(({ definition }) => `${definition.trim()};`),
    ...tables.map(tableText),
    ...views.map((view) => {
      const granted = of(rights, view).map(({ definition }) => `${definition};`);
      return [`CREATE VIEW ${nameOf(view)} AS\n${viewText(view)}`, ...granted].join('\n');
    }),
  ];
  return `${paragraphs.filter((text) => text !== '').join('\n\n')}\n`;
}

/** PostgreSQL 15 names a view's one table before each of its columns, 18 does not: neither does here. */
function viewText({ definition }: Part): string {
  const [, only] = /\) (\w+)\n {2}WHERE/.exec(definition) ?? [];
  return (only ? definition.replaceAll(`${only}.`, '') : definition).trim();
}

/** Tables with their comment. */
export function listTables(db: Database): Promise<(Named & Commented)[]> {
  return rows(
    db,
    sql<Named & Commented>`SELECT nspname AS schema, relname AS name, obj_description(class.oid, 'pg_class') AS comment
      FROM pg_class AS class JOIN pg_namespace AS space ON space.oid = relnamespace
      WHERE relkind = 'r' AND ${OURS} ORDER BY 1, 2`,
  );
}

/** Columns of all tables in their order, with their comment. */
export function listColumns(db: Database): Promise<Column[]> {
  return rows(
    db,
    sql<Column>`SELECT nspname AS schema, relname AS name, attname AS column, format_type(atttypid, atttypmod) AS type,
        attnotnull AS "notNull", attidentity AS identity, pg_get_expr(adbin, adrelid) AS expression,
        col_description(attrelid, attnum) AS comment
      FROM pg_attribute JOIN pg_class AS class ON class.oid = attrelid
      JOIN pg_namespace AS space ON space.oid = relnamespace
      LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
      WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped AND ${OURS} ORDER BY 1, 2, attnum`,
  );
}

/** PostgreSQL 18 lists NOT NULL among the constraints, 15 does not: it stands with its column here. */
function listConstraints(db: Database): Promise<Part[]> {
  return rows(
    db,
    sql<Part>`SELECT nspname AS schema, relname AS name, 'CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(con.oid) AS definition
      FROM pg_constraint AS con JOIN pg_class AS class ON class.oid = conrelid
      JOIN pg_namespace AS space ON space.oid = relnamespace
      WHERE contype IN ('c', 'f', 'p', 'u', 'x') AND ${OURS} ORDER BY 1, 2, contype DESC, conname`,
  );
}

function listIndexes(db: Database): Promise<Part[]> {
  return rows(
    db,
    sql<Part>`SELECT nspname AS schema, owner.relname AS name, pg_get_indexdef(indexrelid) AS definition
      FROM pg_index JOIN pg_class AS owner ON owner.oid = indrelid JOIN pg_namespace AS space ON space.oid = owner.relnamespace
      WHERE NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = indexrelid) AND ${OURS} ORDER BY 1, 2, 3`,
  );
}

function listTriggers(db: Database): Promise<Part[]> {
  return rows(
    db,
    sql<Part>`SELECT nspname AS schema, relname AS name, pg_get_triggerdef(trigger.oid)
        || CASE tgenabled WHEN 'A' THEN E';\nALTER TABLE ' || nspname || '.' || relname || ' ENABLE ALWAYS TRIGGER ' || tgname ELSE '' END AS definition
      FROM pg_trigger AS trigger JOIN pg_class AS class ON class.oid = tgrelid
      JOIN pg_namespace AS space ON space.oid = relnamespace WHERE NOT tgisinternal AND ${OURS} ORDER BY 1, 2, tgname`,
  );
}

function listFunctions(db: Database): Promise<Part[]> {
  return rows(
    db,
    sql<Part>`SELECT nspname AS schema, proname AS name, pg_get_functiondef(pg_proc.oid) AS definition
      FROM pg_proc JOIN pg_namespace AS space ON space.oid = pronamespace
      WHERE ${OURS} AND ${NOT_FROM_EXTENSION('pg_proc.oid', 'pg_proc')} ORDER BY 1, 2`,
  );
}

/** Only those that no column owns: an identity column makes its own. */
function listSequences(db: Database): Promise<Named[]> {
  return rows(
    db,
    sql<Named>`SELECT nspname AS schema, relname AS name FROM pg_class AS class JOIN pg_namespace AS space ON space.oid = relnamespace
      WHERE relkind = 'S' AND ${OURS}
        AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = class.oid AND deptype IN ('a', 'i')) ORDER BY 1, 2`,
  );
}

function columnLine({ column, type, notNull, expression, identity }: Column): string {
  const parts = [column, type];
  if (identity === 'a') parts.push('GENERATED ALWAYS AS IDENTITY');
  if (notNull) parts.push('NOT NULL');
  if (expression !== null) parts.push(`DEFAULT ${expression}`);
  return parts.join(' ');
}

function commentOn(kind: string, name: string, comment: string | null): string[] {
  return comment === null ? [] : [`COMMENT ON ${kind} ${name} IS '${comment.replaceAll("'", "''")}';`];
}

function nameOf({ schema, name }: Named): string {
  return `${schema}.${name}`;
}
