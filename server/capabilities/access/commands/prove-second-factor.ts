import { recordAction } from '#capabilities/audit';
import type { SecondFactor } from '#contract/access';
import type { Work } from '#platform/database/transaction';
import type { AccessContext, AccessKeys } from '../context.ts';
import { plainRecoveryCode } from '../recovery-code.ts';
import { hashShort, unseal } from '../sealing.ts';
import { findTotp, spendRecoveryCode, spendStep } from '../store-second-factors.ts';
import { findStep } from '../totp.ts';
import type { Author } from './create-person.ts';
import { notifyAccountChange } from './notify-account-change.ts';

/** Checks a code and marks it as used. The use of a recovery code is recorded. */
export async function proveSecondFactor(
  context: Pick<AccessContext, 'keys' | 'clock' | 'events'>,
  work: Work,
  userId: string,
  given: SecondFactor,
  author: Author,
): Promise<boolean> {
  const { keys } = context;
  if ('totp' in given) return proveTotp(work, keys, userId, given.totp, author.at);
  const hash = hashShort(keys.recoveryCode, plainRecoveryCode(given.recoveryCode));
  const right = await spendRecoveryCode(work.tx, userId, hash, author.at);
  if (right) {
    await notifyAccountChange(context, work, { personId: userId, action: 'access/use-recovery-code' });
    recordAction(work, {
      ...author,
      action: 'access/use-recovery-code',
      subjectKind: 'person',
      subjectId: userId,
    });
  }
  return right;
}

async function proveTotp(work: Work, keys: AccessKeys, userId: string, code: string, now: Date): Promise<boolean> {
  const totp = await findTotp(work.tx, userId);
  if (!totp?.confirmedAt) return false;
  const step = findStep(unseal(keys.totp, totp.keySealed, userId), code, now, totp.lastStep);
  if (step === undefined) return false;
  await spendStep(work.tx, userId, step, now);
  return true;
}
