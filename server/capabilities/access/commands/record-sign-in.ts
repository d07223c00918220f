import { byPerson, recordAction } from '#capabilities/audit';
import type { Work } from '#platform/database/transaction';
import type { Actor } from '../actor.ts';
import { hashShort } from '../sealing.ts';

export async function recordSignOut(work: Work, actor: Actor, at: Date): Promise<void> {
  const auditEvent = { action: 'access/sign-out', subjectKind: 'person', subjectId: actor.userId, at };
  recordAction(work, { ...byPerson(actor), ...auditEvent });
}

/**
 * Records a refused sign-in under a keyed hash of the address tried: an investigator who knows the address can find it,
 * but the audit does not contain it. The same for known and unknown addresses, so that the time reveals nothing.
 */
export async function recordRefusedSignIn(
  work: Work,
  tried: { email: string; key: Buffer },
  from: string,
  at: Date,
): Promise<void> {
  recordAction(work, {
    actorKind: 'system',
    actorId: null,
    action: 'access/refuse-sign-in',
    subjectKind: 'tried-account',
    subjectId: hashShort(tried.key, tried.email.toLowerCase()),
    from,
    sessionId: null,
    at,
  });
}
