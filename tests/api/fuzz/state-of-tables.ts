import { type Database, findRow, rows, sql } from '../../../server/platform/database/database.ts';

/** What goes on by itself, whoever asks: deliveries to LINE, alarms of them, numbering, sealing, sessions being used. */
const BY_ITSELF = [
  'audit.entries',
  'audit.unsealed',
  'audit.seals',
  'audit.roots',
  'access.sessions',
  'access.endings',
  'line.chats',
  'line.media_fetches',
  'line.menu_wishes',
  'line.reply_tokens',
  // Written once a second: that this process lives and can store, and what time it is.
  'platform.clock',
  'platform.last_write',
  'platform.processes',
  'platform.write_trials',
  'platform.event_log',
  'platform.operator_alarms',
  // Counted because it was refused.
  'access.sign_in_tries',
];

/** Written once by the installation and never by a request. */
const REFERENCE = ['jurisdiction.subdistricts', 'jurisdiction.areas', 'platform.migrations'];

/**
 * A number that changes when any row of any other table does: the half of a change would show.
 * @returns a function that reads the state of now, as text that can be compared
 */
export async function watchTables(owner: Database): Promise<() => Promise<string>> {
  const tables = await rows(
    owner,
    sql<{ name: string; size: number }>`SELECT format('%I.%I', schemaname, tablename) AS name,
        pg_total_relation_size(format('%I.%I', schemaname, tablename)::regclass)::int AS size FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND schemaname !~ '^pg_' ORDER BY 1`,
  );
  // A large table is reference data; hashing it a thousand times is all that the test would do.
  const watched = tables.filter(({ name, size }) => ![...BY_ITSELF, ...REFERENCE].includes(name) && size < 500_000);
  const parts = watched.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*)::text || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS state FROM ${name} t`,
  );
  // The agencies with their outlines are too large to be read whole each time; readiness is what a request can change.
  parts.push(
    `SELECT 'jurisdiction.agencies', coalesce(string_agg(id || readiness, ' ' ORDER BY id), '') FROM jurisdiction.agencies WHERE readiness <> 'unknown'`,
  );
  // In a function, because planning so many tables takes longer than reading them.
  await sql
    .raw(
      `CREATE FUNCTION public.state_of_tables() RETURNS text LANGUAGE plpgsql AS $$ BEGIN
        RETURN (SELECT string_agg(name || ' ' || state, E'\\n') FROM (${parts.join(' UNION ALL ')}) AS parts); END $$`,
    )
    .execute(owner);
  const statement = sql<{ state: string }>`SELECT public.state_of_tables() AS state`;
  return async () => (await findRow(owner, statement))?.state ?? '';
}
