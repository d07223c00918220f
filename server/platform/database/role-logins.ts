import { createHash, createHmac, pbkdf2Sync, randomBytes } from 'node:crypto';
import { AppError } from '../app-error.ts';
import { actorKey, storeActorKey } from './actor-proof.ts';
import { createClient, type Database, sql } from './database.ts';
import { type DatabaseRole, rolesMissing } from './database-roles.ts';

/**
 * Connection strings of the two roles; given ones are the operator's own and stay as they are. `actorKey` signs the actor.
 */
export type RoleLogins = { service: string; user: string; actorKey: Buffer };

type Given = { url: string; authSecret: string; serviceUrl?: string | undefined; userUrl?: string | undefined };

/**
 * The logins with which the server runs, tried and found weak enough. Their passwords come from AUTH_SECRET, so that any
 * number of server processes agree without keeping one more secret.
 * @throws AppError `database/roles-missing`, `database/role-too-strong`
 */
export async function prepareLogins(owner: Database, given: Given): Promise<RoleLogins> {
  const key = actorKey(given.authSecret);
  await storeActorKey(owner, key);
  const logins = {
    actorKey: key,
    service: given.serviceUrl ?? (await prepareLogin(owner, 'ess_service', given)),
    user: given.userUrl ?? (await prepareLogin(owner, 'ess_user', given)),
  };
  await refuseStrongRole(logins.service, 'ess_service');
  await refuseStrongRole(logins.user, 'ess_user');
  return logins;
}

/** The address with another login; a socket's address has no place for one but its parameters. */
export function withLogin(url: string, name: string, password: string): string {
  const address = new URL(url);
  address.searchParams.delete('user');
  address.searchParams.delete('password');
  if (address.host === '') {
    address.searchParams.set('user', name);
    address.searchParams.set('password', password);
  } else {
    address.username = name;
    address.password = password;
  }
  return address.href;
}

/** The same for everybody who knows the secret; tells nothing about the secret or about the other role. */
export function rolePassword(authSecret: string, role: DatabaseRole): string {
  return createHmac('sha256', authSecret).update(`ess-help-me database role ${role}`).digest('base64url');
}

async function prepareLogin(owner: Database, role: DatabaseRole, { url, authSecret }: Given): Promise<string> {
  const password = rolePassword(authSecret, role);
  const login = withLogin(url, role, password);
  if (await canLogIn(login)) return login;
  await setPassword(owner, role, password);
  if (await canLogIn(login)) return login;
  throw rolesMissing(`The role ${role} can't log in with a password.`);
}

/** invalid_password, invalid_authorization_specification: everything else is another trouble and is said as it is. */
const REFUSED = ['28P01', '28000'];

async function canLogIn(url: string): Promise<boolean> {
  const client = createClient({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    if (REFUSED.includes(String((error as { code?: unknown }).code))) return false;
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Another database's server may be changing the same role: PostgreSQL then says "tuple concurrently updated". */
const AT_ONCE = 'XX000';
const INSUFFICIENT_PRIVILEGE = '42501';

async function setPassword(owner: Database, role: DatabaseRole, password: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await sql.raw(`ALTER ROLE ${role} LOGIN PASSWORD '${scramVerifier(password)}'`).execute(owner);
      return;
    } catch (error) {
      const { code } = error as { code?: unknown };
      if (code === INSUFFICIENT_PRIVILEGE)
        throw rolesMissing(`The role in DATABASE_URL may not give ${role} a password.`);
      if (code !== AT_ONCE || tries === 5) throw error;
    }
  }
}

const ITERATIONS = 4096;

/** What PostgreSQL keeps of a password (RFC 5803): made here, so that the password itself stays out of the server's log. */
function scramVerifier(password: string): string {
  const salt = randomBytes(16);
  const salted = pbkdf2Sync(password, salt, ITERATIONS, 32, 'sha256');
  const keyOf = (name: string) => createHmac('sha256', salted).update(name).digest();
  const storedKey = createHash('sha256').update(keyOf('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${ITERATIONS}:${salt.toString('base64')}$${storedKey}:${keyOf('Server Key').toString('base64')}`;
}

/** The questions that a login must answer with no before the server runs on it. */
const TOO_STRONG = `SELECT
  (SELECT rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
    FROM pg_roles WHERE rolname = session_user) AS "has a right of administrators",
  EXISTS (SELECT 1 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
    WHERE nspname = 'platform' AND pg_has_role(session_user, relowner, 'MEMBER')) AS "owns the tables",
  has_database_privilege(current_database(), 'CREATE') AS "may make schemas",
  has_database_privilege(current_database(), 'TEMPORARY')
    AS "may make temporary objects (REVOKE TEMPORARY ON DATABASE … FROM PUBLIC)",
  NOT pg_has_role(session_user, $1, 'USAGE') AS "is not in its role",
  pg_has_role(session_user, $2, 'MEMBER') AS "is in the other role too"`;

async function refuseStrongRole(url: string, role: DatabaseRole): Promise<void> {
  const client = createClient({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    const other = role === 'ess_user' ? 'ess_service' : 'ess_user';
    const { rows } = await client.query<Record<string, boolean>>(TOO_STRONG, [role, other]);
    const faults = Object.entries(rows[0] ?? {}).flatMap(([fault, isSo]) => (isSo ? [fault] : []));
    if (faults.length === 0) return;
    throw new AppError('database/role-too-strong', {
      message: `The server does not run as this login for ${role}, because it ${faults.join(', ')}.`,
    });
  } finally {
    await client.end();
  }
}
