import { byPerson, recordAction } from '#capabilities/audit';
import type { WebAuthnAnswer } from '#contract/access';
import { AppError } from '#platform/app-error';
import type { Actor } from '../actor.ts';
import type { AccessContext } from '../context.ts';
import { enrolmentOptions, readEnrolment } from '../passkey.ts';
import { keepChallenge, takeChallenge } from '../store-challenges.ts';
import { countCredentialsChange, findPerson } from '../store-people.ts';
import {
  deletePasskeys,
  dropIdleRecoveryCodes,
  getProtectionRow,
  insertPasskey,
  renamePasskey as nameIt,
  selectPasskeys,
} from '../store-second-factors.ts';
import { markSecondFactor } from '../store-sessions.ts';
import { confirmProof } from './confirm-proof.ts';
import { putNewRecoveryCodes } from './enrol-totp.ts';
import { notifyAccountChange } from './notify-account-change.ts';

const STEP_SECONDS = 300;
const MOST_PASSKEYS = 20;
const PURPOSE = 'passkey-enrolment';

export async function beginPasskey({ db, transact, clock, site }: AccessContext, actor: Actor) {
  const person = await findPerson(db, actor.userId);
  const known = await selectPasskeys(db, actor.userId);
  if (!person || known.length >= MOST_PASSKEYS) throw new AppError('access/passkey-refused');
  const options = await enrolmentOptions(site, person, known);
  const now = clock.now();
  const challenge = { purpose: PURPOSE, userId: actor.userId, facts: { challenge: options.challenge } };
  const expiresAt = new Date(now.getTime() + STEP_SECONDS * 1000);
  await transact(async (work) => {
    await keepChallenge(work.tx, enrolmentKey(actor), challenge, { now, expiresAt });
    recordAction(work, { ...auditEventOf(actor, 'access/begin-passkey'), at: now });
  });
  return options;
}

/**
 * Stores the new passkey.
 * @returns recovery codes for a lost device, if the account had none  @throws AppError `access/passkey-refused`
 */
export async function enrolPasskey(
  context: AccessContext,
  actor: Actor,
  { name, answer }: { name: string; answer: WebAuthnAnswer },
): Promise<string[]> {
  const { db, transact, clock, site, revocationSignal } = context;
  const challenge = await takeChallenge(db, enrolmentKey(actor), PURPOSE, clock.now());
  const credential = await readEnrolment(site, answer, String(challenge?.facts.challenge ?? ''));
  if (challenge?.userId !== actor.userId || !credential) throw new AppError('access/passkey-refused');
  return transact(async (work) => {
    const now = clock.now();
    await confirmProof(work, actor, now);
    const added = await insertPasskey(work.tx, { userId: actor.userId, name, ...credential }, now);
    if (!added) throw new AppError('access/passkey-refused');
    // Enrolling a passkey is also a proof with it.
    await markSecondFactor(work.tx, actor.sessionId, now);
    await countCredentialsChange(work.tx, actor.userId);
    await revocationSignal.give(work);
    await notifyAccountChange(context, work, { personId: actor.userId, action: 'access/enrol-passkey' });
    recordAction(work, { ...auditEventOf(actor, 'access/enrol-passkey'), at: now });
    const { recoveryCodes } = await getProtectionRow(work.tx, actor.userId);
    return recoveryCodes > 0 ? [] : putNewRecoveryCodes(work, context, actor, now);
  });
}

/** @throws AppError `access/passkey-not-found` */
export async function renamePasskey(
  { transact, clock }: AccessContext,
  actor: Actor,
  id: string,
  name: string,
): Promise<void> {
  await transact(async (work) => {
    if (!(await nameIt(work.tx, actor.userId, id, name))) throw new AppError('access/passkey-not-found');
    recordAction(work, {
      ...auditEventOf(actor, 'access/rename-passkey'),
      details: { passkeyId: id },
      at: clock.now(),
    });
  });
}

/** @throws AppError `access/passkey-not-found` */
export async function removePasskey(context: AccessContext, actor: Actor, id: string): Promise<void> {
  const { transact, clock, revocationSignal } = context;
  await transact(async (work) => {
    await confirmProof(work, actor, clock.now());
    if ((await deletePasskeys(work.tx, actor.userId, id)) === 0) throw new AppError('access/passkey-not-found');
    await dropIdleRecoveryCodes(work.tx, actor.userId);
    await countCredentialsChange(work.tx, actor.userId);
    await revocationSignal.give(work);
    await notifyAccountChange(context, work, { personId: actor.userId, action: 'access/remove-passkey' });
    recordAction(work, {
      ...auditEventOf(actor, 'access/remove-passkey'),
      details: { passkeyId: id },
      at: clock.now(),
    });
  });
}

const enrolmentKey = ({ sessionId }: Actor): string => `session:${sessionId}:${PURPOSE}`;

function auditEventOf(actor: Actor, action: string) {
  return { ...byPerson(actor), action, subjectKind: 'person', subjectId: actor.userId };
}
