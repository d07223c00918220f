import { type Columns, insertColumns, selectColumns } from '#platform/database/columns';
import { type Connection, findRow, rows, sql } from '#platform/database/database';
import type { AnswerLink } from '../answer-link.ts';

const LINK = {
  id: 'id',
  referralId: 'referral_id',
  givenTo: 'given_to',
  madeByPersonId: 'made_by_person_id',
  madeAt: 'made_at',
  expiresAt: 'expires_at',
  wrongCodes: 'wrong_codes',
  openedAt: 'opened_at',
  views: 'views',
  endedAt: 'ended_at',
  endReason: 'end_reason',
} as const satisfies Columns<AnswerLink>;
const NEW_LINK = { ...LINK, tokenHash: 'token_hash', codeHash: 'code_hash' } as const;
const LINK_COLUMNS = selectColumns(LINK);

export async function insertAnswerLink(
  tx: Connection,
  link: AnswerLink & { tokenHash: string; codeHash: string },
): Promise<void> {
  await sql`INSERT INTO referral.answer_links ${insertColumns(NEW_LINK, link)}`.execute(tx);
}

/** Ends those that are open: one referral has one link. */
export async function endAnswerLinks(
  tx: Connection,
  referralId: string,
  reason: 'replaced' | 'revoked',
  now: Date,
): Promise<number> {
  const ended = await sql`UPDATE referral.answer_links SET ended_at = ${now}, end_reason = ${reason}
    WHERE referral_id = ${referralId} AND ended_at IS NULL`.execute(tx);
  return Number(ended.numAffectedRows ?? 0);
}

export function listAnswerLinks(connection: Connection, referralId: string): Promise<AnswerLink[]> {
  return rows(
    connection,
    sql<AnswerLink>`SELECT ${LINK_COLUMNS} FROM referral.answer_links
      WHERE referral_id = ${referralId} ORDER BY made_at DESC, id LIMIT 20`,
  );
}

/** Which referral a link is of; not locked. */
export async function findLinkedReferral(connection: Connection, tokenHash: string): Promise<string | undefined> {
  const found = await findRow(
    connection,
    sql<{ id: string }>`SELECT referral_id AS id FROM referral.answer_links WHERE token_hash = ${tokenHash}`,
  );
  return found?.id;
}

/** Locks the link, so that of two tries at once each is counted. */
export function lockAnswerLink(
  tx: Connection,
  tokenHash: string,
): Promise<(AnswerLink & { codeHash: string }) | undefined> {
  return findRow(
    tx,
    sql<AnswerLink & { codeHash: string }>`SELECT ${LINK_COLUMNS}, code_hash AS "codeHash"
      FROM referral.answer_links WHERE token_hash = ${tokenHash} FOR UPDATE`,
  );
}

export async function updateAnswerLink(
  tx: Connection,
  { id, wrongCodes, openedAt, views, expiresAt, endedAt, endReason }: AnswerLink,
): Promise<void> {
  await sql`UPDATE referral.answer_links SET wrong_codes = ${wrongCodes}, opened_at = ${openedAt}, views = ${views},
    expires_at = ${expiresAt}, ended_at = ${endedAt}, end_reason = ${endReason} WHERE id = ${id}`.execute(tx);
}
