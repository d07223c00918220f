import { type Connection, findRow, getRow, rows, sql } from '#platform/database/database';
import { newId } from '#platform/ids';

export type TotpRow = { keySealed: string; confirmedAt: Date | null; lastStep: number };

/** Locks the key, so that a code can be used once. */
export function findTotp(tx: Connection, userId: string): Promise<TotpRow | undefined> {
  return findRow(
    tx,
    sql<TotpRow>`SELECT key_sealed AS "keySealed", confirmed_at AS "confirmedAt", last_step AS "lastStep"
      FROM access.totp_keys WHERE user_id = ${userId} FOR UPDATE`,
  );
}

/** Replaces an unconfirmed key. @returns false when a confirmed key exists */
export async function insertTotp(tx: Connection, userId: string, keySealed: string, now: Date): Promise<boolean> {
  const made = await findRow(
    tx,
    sql`INSERT INTO access.totp_keys (user_id, key_sealed, created_at) VALUES (${userId}, ${keySealed}, ${now})
      ON CONFLICT (user_id) DO UPDATE SET key_sealed = excluded.key_sealed, created_at = excluded.created_at
        WHERE access.totp_keys.confirmed_at IS NULL RETURNING user_id`,
  );
  return made !== undefined;
}

export async function spendStep(tx: Connection, userId: string, step: number, now: Date): Promise<void> {
  await sql`UPDATE access.totp_keys SET last_step = ${step}, confirmed_at = coalesce(confirmed_at, ${now})
    WHERE user_id = ${userId}`.execute(tx);
}

export async function deleteTotp(tx: Connection, userId: string): Promise<void> {
  await sql`DELETE FROM access.totp_keys WHERE user_id = ${userId}`.execute(tx);
}

/** Deletes recovery codes that replace no second factor any more. */
export async function dropIdleRecoveryCodes(tx: Connection, userId: string): Promise<void> {
  await sql`DELETE FROM access.recovery_codes WHERE user_id = ${userId}
    AND NOT EXISTS (SELECT FROM access.totp_keys WHERE user_id = ${userId} AND confirmed_at IS NOT NULL)
    AND NOT EXISTS (SELECT FROM access.passkeys WHERE user_id = ${userId})`.execute(tx);
}

export async function replaceRecoveryCodes(tx: Connection, userId: string, hashes: string[]): Promise<void> {
  await sql`DELETE FROM access.recovery_codes WHERE user_id = ${userId}`.execute(tx);
  await sql`INSERT INTO access.recovery_codes (user_id, code_hash)
    SELECT ${userId}, hash FROM unnest(${hashes}::text[]) AS hash`.execute(tx);
}

/** @returns false for a wrong or used code */
export async function spendRecoveryCode(tx: Connection, userId: string, hash: string, now: Date): Promise<boolean> {
  const used = await findRow(
    tx,
    sql`UPDATE access.recovery_codes SET used_at = ${now}
      WHERE user_id = ${userId} AND code_hash = ${hash} AND used_at IS NULL RETURNING user_id`,
  );
  return used !== undefined;
}

export type PasskeyRow = {
  id: string;
  userId: string;
  credentialId: string;
  publicKey: Buffer;
  counter: number;
  transports: string[];
};
const PASSKEY = sql`id, user_id AS "userId", credential_id AS "credentialId", public_key AS "publicKey", counter, transports`;

export function findPasskey(tx: Connection, credentialId: string): Promise<PasskeyRow | undefined> {
  return findRow(
    tx,
    sql<PasskeyRow>`SELECT ${PASSKEY} FROM access.passkeys WHERE credential_id = ${credentialId} FOR UPDATE`,
  );
}

export function selectPasskeys(connection: Connection, userId: string): Promise<PasskeyRow[]> {
  return rows(
    connection,
    sql<PasskeyRow>`SELECT ${PASSKEY} FROM access.passkeys WHERE user_id = ${userId} ORDER BY id`,
  );
}

/** @returns false when the credential is enrolled already */
export async function insertPasskey(
  tx: Connection,
  passkey: Omit<PasskeyRow, 'id'> & { name: string },
  now: Date,
): Promise<boolean> {
  const made = await findRow(
    tx,
    sql`INSERT INTO access.passkeys (id, user_id, credential_id, public_key, counter, transports, name, created_at)
      VALUES (${newId()}, ${passkey.userId}, ${passkey.credentialId}, ${passkey.publicKey}, ${passkey.counter},
        ${passkey.transports}, ${passkey.name}, ${now}) ON CONFLICT DO NOTHING RETURNING id`,
  );
  return made !== undefined;
}

export async function recordPasskeyUse(tx: Connection, id: string, counter: number, now: Date): Promise<void> {
  await sql`UPDATE access.passkeys SET counter = ${counter}, last_used_at = ${now} WHERE id = ${id}`.execute(tx);
}

/** @returns false when the person has no such passkey */
export async function renamePasskey(tx: Connection, userId: string, id: string, name: string): Promise<boolean> {
  const named = await findRow(
    tx,
    sql`UPDATE access.passkeys SET name = ${name} WHERE id = ${id} AND user_id = ${userId} RETURNING id`,
  );
  return named !== undefined;
}

/** Deletes one passkey of the person, or all. @returns how many */
export async function deletePasskeys(tx: Connection, userId: string, id: string | null): Promise<number> {
  const gone = await rows(
    tx,
    sql`DELETE FROM access.passkeys WHERE user_id = ${userId} AND (${id}::uuid IS NULL OR id = ${id}) RETURNING id`,
  );
  return gone.length;
}

export type ProtectionRow = {
  hasPassword: boolean;
  totp: boolean;
  recoveryCodes: number;
  passkeys: { id: string; name: string; createdAt: string; lastUsedAt: string | null }[];
  lineLinkedAt: Date | null;
};

export function getProtectionRow(connection: Connection, userId: string): Promise<ProtectionRow> {
  return getRow(
    connection,
    sql<ProtectionRow>`
      SELECT EXISTS (SELECT FROM access.accounts WHERE user_id = ${userId} AND provider_id = 'credential'
          AND password IS NOT NULL) AS "hasPassword",
        EXISTS (SELECT FROM access.totp_keys WHERE user_id = ${userId} AND confirmed_at IS NOT NULL) AS totp,
        (SELECT count(*)::int FROM access.recovery_codes WHERE user_id = ${userId} AND used_at IS NULL)
          AS "recoveryCodes",
        coalesce((SELECT jsonb_agg(jsonb_build_object('id', id, 'name', name, 'createdAt', created_at,
          'lastUsedAt', last_used_at) ORDER BY id) FROM access.passkeys WHERE user_id = ${userId}), '[]') AS passkeys,
        (SELECT linked_at FROM access.line_links WHERE user_id = ${userId}) AS "lineLinkedAt"`,
  );
}
