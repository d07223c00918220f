import QRCode from 'qrcode';
import { byPerson, recordAction } from '#capabilities/audit';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { Actor } from '../actor.ts';
import type { AccessContext } from '../context.ts';
import { newRecoveryCodes, plainRecoveryCode } from '../recovery-code.ts';
import { hashShort, seal, unseal } from '../sealing.ts';
import { countCredentialsChange, findPerson } from '../store-people.ts';
import {
  deleteTotp,
  dropIdleRecoveryCodes,
  findTotp,
  getProtectionRow,
  insertTotp,
  replaceRecoveryCodes,
  spendStep,
} from '../store-second-factors.ts';
import { markSecondFactor } from '../store-sessions.ts';
import { findStep, formatKey, newTotpKey, totpUri } from '../totp.ts';
import { secondFactorLimits } from '../try-limits.ts';
import { confirmProof } from './confirm-proof.ts';
import { notifyAccountChange } from './notify-account-change.ts';

/** A new key for the authenticator app; it counts from `confirmTotp` on. @throws AppError `access/totp-in-use` */
export async function beginTotp({ db, transact, clock, keys }: AccessContext, actor: Actor) {
  const key = newTotpKey();
  const sealed = seal(keys.totp, key, actor.userId);
  const inserted = await transact(async (work) => {
    await confirmProof(work, actor, clock.now());
    const done = await insertTotp(work.tx, actor.userId, sealed, clock.now());
    if (done) recordAction(work, { ...auditEventOf(actor, 'access/begin-totp'), at: clock.now() });
    return done;
  });
  if (!inserted) throw new AppError('access/totp-in-use');
  const uri = totpUri(key, (await findPerson(db, actor.userId))?.email ?? '');
  return { uri, qrSvg: await QRCode.toString(uri, { type: 'svg', errorCorrectionLevel: 'M' }), key: formatKey(key) };
}

/**
 * A correct first code shows that the app has the key. From now on sign-ins require it; this session counts as having
 * used it.
 * @returns the recovery codes, shown once  @throws AppError `access/wrong-code`, `access/totp-in-use`, `request/too-many`
 */
export async function confirmTotp(context: AccessContext, actor: Actor, code: string): Promise<string[]> {
  const { transact, clock, keys, limit, revocationSignal } = context;
  const limits = secondFactorLimits(keys.tries, actor.userId);
  await limit.begin(limits);
  const now = clock.now();
  const codes = await transact(async (work) => {
    await confirmProof(work, actor, now);
    const totp = await findTotp(work.tx, actor.userId);
    if (totp?.confirmedAt) throw new AppError('access/totp-in-use');
    const step = totp && findStep(unseal(keys.totp, totp.keySealed, actor.userId), code, now, totp.lastStep);
    if (step === undefined) return undefined;
    await spendStep(work.tx, actor.userId, step, now);
    await markSecondFactor(work.tx, actor.sessionId, now);
    await countCredentialsChange(work.tx, actor.userId);
    await revocationSignal.give(work);
    await notifyAccountChange(context, work, { personId: actor.userId, action: 'access/enrol-totp' });
    recordAction(work, { ...auditEventOf(actor, 'access/enrol-totp'), at: now });
    return putNewRecoveryCodes(work, context, actor, now);
  });
  if (!codes) {
    await limit.failed(limits);
    throw new AppError('access/wrong-code');
  }
  return codes;
}

/** Replaces the recovery codes. @throws AppError `access/totp-not-enrolled` without any second factor */
export async function renewRecoveryCodes(context: AccessContext, actor: Actor): Promise<string[]> {
  return context.transact(async (work) => {
    await confirmProof(work, actor, context.clock.now());
    const { totp, passkeys } = await getProtectionRow(work.tx, actor.userId);
    if (!totp && passkeys.length === 0) throw new AppError('access/totp-not-enrolled');
    await notifyAccountChange(context, work, { personId: actor.userId, action: 'access/renew-recovery-codes' });
    return putNewRecoveryCodes(work, context, actor, context.clock.now());
  });
}

/** Removes the authenticator app; and the recovery codes, unless there is a passkey. */
export async function removeTotp(context: AccessContext, actor: Actor): Promise<void> {
  const { transact, clock, revocationSignal } = context;
  await transact(async (work) => {
    await confirmProof(work, actor, clock.now());
    await deleteTotp(work.tx, actor.userId);
    await dropIdleRecoveryCodes(work.tx, actor.userId);
    await countCredentialsChange(work.tx, actor.userId);
    await revocationSignal.give(work);
    await notifyAccountChange(context, work, { personId: actor.userId, action: 'access/remove-totp' });
    recordAction(work, { ...auditEventOf(actor, 'access/remove-totp'), at: clock.now() });
  });
}

/** Replaces all recovery codes by ten new ones. @returns the codes, shown once */
export async function putNewRecoveryCodes(
  work: Work,
  { keys }: AccessContext,
  actor: Actor,
  now: Date,
): Promise<string[]> {
  const codes = newRecoveryCodes();
  const hashes = codes.map((code) => hashShort(keys.recoveryCode, plainRecoveryCode(code)));
  await replaceRecoveryCodes(work.tx, actor.userId, hashes);
  recordAction(work, { ...auditEventOf(actor, 'access/renew-recovery-codes'), at: now });
  return codes;
}

function auditEventOf(actor: Actor, action: string) {
  return { ...byPerson(actor), action, subjectKind: 'person', subjectId: actor.userId };
}
