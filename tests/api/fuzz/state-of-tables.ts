import { type Database, getRow, rows, sql } from '../../../server/platform/database/database.ts';

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
  'line.menu_requests',
  'line.reply_tokens',
  // Written once a second: that this process lives and can store, and what time it is.
  'platform.clock',
  'platform.last_write',
  'platform.processes',
  'platform.write_trials',
  'platform.event_log',
  'platform.system_alerts',
  // Counted because it was refused.
  'access.sign_in_tries',
];

/** Written once by the installation and never by a request. */
const REFERENCE = ['jurisdiction.subdistricts', 'jurisdiction.areas', 'platform.migrations'];

export type Watch = {
  /** Rises with every committed statement that may have changed a row: cheap enough to be asked after each request. */
  countWrites(): Promise<number>;
  /** A number for each table that changes when any of its rows does, as text: the half of a change would show. */
  read(): Promise<string>;
};

/** Watches all other tables. */
export async function watchTables(owner: Database): Promise<Watch> {
  const tables = await rows(
    owner,
    sql<{ name: string; size: number }>`SELECT format('%I.%I', schemaname, tablename) AS name,
        pg_total_relation_size(format('%I.%I', schemaname, tablename)::regclass)::int AS size FROM pg_tables
      WHERE schemaname NOT IN ('pg_catalog', 'information_schema') AND schemaname !~ '^pg_' ORDER BY 1`,
  );
  const watched = tables.filter(({ name }) => ![...BY_ITSELF, ...REFERENCE].includes(name));
  // A large table is reference data; hashing it again and again is all that the test would do.
  const parts = watched
    .filter(({ size }) => size < 500_000)
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name, count(*)::text || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS state FROM ${name} t`,
    );
  // The agencies with their outlines are too large to be read whole each time; readiness is what a request can change.
  parts.push(
    `SELECT 'jurisdiction.agencies', coalesce(string_agg(id || readiness, ' ' ORDER BY id), '') FROM jurisdiction.agencies WHERE readiness <> 'unknown'`,
  );
  const statements = [
    // In a function, because planning so many tables takes longer than reading them.
    `CREATE FUNCTION public.state_of_tables() RETURNS text LANGUAGE plpgsql AS $$ BEGIN
      RETURN (SELECT string_agg(name || ' ' || state, E'\\n') FROM (${parts.join(' UNION ALL ')}) AS parts); END $$`,
    'CREATE TABLE public.writes ()',
    `CREATE FUNCTION public.count_write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
      $$ BEGIN INSERT INTO public.writes DEFAULT VALUES; RETURN NULL; END $$`,
    ...watched.map(
      ({ name }) => `CREATE TRIGGER count_write AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON ${name}
        FOR EACH STATEMENT EXECUTE FUNCTION public.count_write()`,
    ),
  ];
  for (const statement of statements) await sql.raw(statement).execute(owner);
  const writes = sql<{ count: number }>`SELECT count(*) AS count FROM public.writes`;
  const state = sql<{ state: string }>`SELECT public.state_of_tables() AS state`;
  return {
    countWrites: async () => (await getRow(owner, writes)).count,
    read: async () => (await getRow(owner, state)).state,
  };
}
