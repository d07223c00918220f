import { type Database, rows, sql } from '../server/platform/database/database.ts';

type Right = { schema: string; name: string; definition: string };

/** What row-level security says of each table, and what the server's two roles may do to it, as statements. */
export async function listRights(db: Database): Promise<Right[]> {
  const [policies, grants] = await Promise.all([listPolicies(db), listGrants(db)]);
  return [...policies, ...grants];
}

function listPolicies(db: Database): Promise<Right[]> {
  return rows(
    db,
    sql<Right>`SELECT nspname AS schema, relname AS name, definition FROM (
        SELECT oid AS relid, '' AS policy, 'ALTER TABLE ' || oid::regclass || ' ENABLE ROW LEVEL SECURITY' AS definition
        FROM pg_class WHERE relrowsecurity
        UNION ALL
        SELECT polrelid, polname, 'CREATE POLICY ' || polname || ' ON ' || polrelid::regclass
          || CASE polcmd WHEN 'r' THEN ' FOR SELECT' WHEN 'a' THEN ' FOR INSERT' WHEN 'w' THEN ' FOR UPDATE'
            WHEN 'd' THEN ' FOR DELETE' ELSE '' END
          || ' TO ' || (SELECT string_agg(rolname, ', ' ORDER BY rolname) FROM pg_roles WHERE oid = ANY (polroles))
          || coalesce(' USING (' || pg_get_expr(polqual, polrelid) || ')', '')
          || coalesce(' WITH CHECK (' || pg_get_expr(polwithcheck, polrelid) || ')', '')
        FROM pg_policy) AS said
      JOIN pg_class AS class ON class.oid = relid JOIN pg_namespace AS space ON space.oid = relnamespace
      ORDER BY 1, 2, policy`,
  );
}

/** In the order of PostgreSQL's own list; a right to some columns names them. */
function listGrants(db: Database): Promise<Right[]> {
  return rows(
    db,
    sql<Right>`SELECT nspname AS schema, relname AS name,
        'GRANT ' || string_agg(kind || coalesce(' (' || columns || ')', ''), ', ' ORDER BY kind)
          || ' ON ' || class.oid::regclass || ' TO ' || rolname AS definition
      FROM (
        SELECT oid AS relid, grantee, privilege_type AS kind, NULL AS columns
        FROM pg_class, aclexplode(relacl) WHERE relkind IN ('r', 'v')
        UNION ALL
        SELECT attrelid, grantee, privilege_type, string_agg(attname, ', ' ORDER BY attnum)
        FROM pg_attribute, aclexplode(attacl) WHERE NOT attisdropped GROUP BY 1, 2, 3) AS given
      JOIN pg_class AS class ON class.oid = relid JOIN pg_namespace AS space ON space.oid = relnamespace
      JOIN pg_roles ON pg_roles.oid = grantee
      WHERE rolname IN ('ess_service', 'ess_user') AND nspname <> 'public'
      GROUP BY nspname, relname, class.oid, rolname ORDER BY 1, 2, rolname`,
  );
}
