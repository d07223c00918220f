import { type Connection, sql } from '#platform/database/database';
import { lag, type SetBack } from '#platform/set-back';

/**
 * After the clock was set back, moves end times back as well, so that no session, link or code lasts longer. What had
 * expired stays expired.
 */
export async function moveEnds(tx: Connection, setBack: SetBack): Promise<void> {
  const [by, { now, since }] = [lag(setBack), setBack];
  await sql`UPDATE access.sessions SET created_at = created_at - ${by}, last_seen_at = last_seen_at - ${by},
      proved_at = proved_at - ${by}, expires_at = expires_at - ${by}
    WHERE NOT (created_at > ${since} AND created_at <= ${now})`.execute(tx);
  await sql`UPDATE access.challenges SET expires_at = expires_at - ${by} WHERE expires_at > ${now}`.execute(tx);
  await sql`UPDATE access.line_link_codes SET expires_at = expires_at - ${by} WHERE expires_at > ${now}`.execute(tx);
  await sql`UPDATE access.password_links SET expires_at = expires_at - ${by}
    WHERE expires_at > ${now} AND used_at IS NULL`.execute(tx);
  await sql`UPDATE access.invitations SET expires_at = expires_at - ${by}
    WHERE expires_at > ${now} AND accepted_at IS NULL AND revoked_at IS NULL`.execute(tx);
  await sql`UPDATE access.verifications SET expires_at = expires_at - ${by} WHERE expires_at > ${now}`.execute(tx);
  // Nobody is locked out longer than before.
  await sql`UPDATE access.sign_in_tries SET window_ends_at = window_ends_at - ${by}
    WHERE window_ends_at > ${now}`.execute(tx);
}

/** Otherwise a TOTP step used before the change would refuse every code until the clock reaches it again. */
export async function moveSpentSteps(tx: Connection, current: number, bySteps: number): Promise<void> {
  await sql`UPDATE access.totp_keys SET last_step = last_step - ${bySteps} WHERE last_step > ${current}`.execute(tx);
}
