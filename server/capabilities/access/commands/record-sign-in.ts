import { createHmac } from 'node:crypto';
import { recordAct } from '#capabilities/audit';
import type { Work } from '#platform/database/transaction';

export async function recordSignIn(work: Work, userId: string, from: string, at: Date): Promise<void> {
  await recordAct(work, entryOf(userId, 'access/sign-in', from, at));
}

export async function recordSignOut(work: Work, userId: string, from: string, at: Date): Promise<void> {
  await recordAct(work, entryOf(userId, 'access/sign-out', from, at));
}

/**
 * A sign-in that was refused, under a keyed hash of the address tried: an investigator who knows the address can find
 * it, the audit does not name it, and known and unknown addresses take the same way and the same time.
 */
export async function recordRefusedSignIn(
  work: Work,
  tried: { email: string; secret: string },
  from: string,
  at: Date,
): Promise<void> {
  await recordAct(work, {
    actorKind: 'system',
    actorId: null,
    act: 'access/refuse-sign-in',
    subjectKind: 'tried-account',
    subjectId: createHmac('sha256', tried.secret).update(tried.email.toLowerCase()).digest('base64url'),
    from,
    at,
  });
}

function entryOf(userId: string, act: string, from: string, at: Date) {
  return { actorKind: 'person', actorId: userId, act, subjectKind: 'person', subjectId: userId, from, at } as const;
}
