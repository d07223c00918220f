import type { SECOND_FACTORS } from '#contract/access';
import { AppError } from '#platform/app-error';
import type { AccessContext } from '../context.ts';
import { hashToken, newToken } from '../sealing.ts';
import type { SignInRequest } from '../sign-in-request.ts';
import { keepChallenge } from '../store-challenges.ts';
import { findPerson } from '../store-people.ts';
import { getProtectionRow, type ProtectionRow } from '../store-second-factors.ts';
import { type FirstProof, type Opened, openSession } from './open-session.ts';

/** Time to find the telephone. */
const STEP_SECONDS = 600;
export type SecondFactorAsked = { secondFactor: (typeof SECOND_FACTORS)[number][]; cookies: string[] };

/**
 * After the first proof: a session, or the question for the second factor of a person who has enrolled one, whichever
 * it is and whatever the organisation says of its own.
 * @throws AppError `access/wrong-credentials` for someone disabled, as for someone unknown
 */
export async function continueSignIn(
  context: AccessContext,
  userId: string,
  proof: FirstProof,
  signInRequest: SignInRequest,
): Promise<Opened | SecondFactorAsked> {
  const { db, clock, cookies } = context;
  const person = await findPerson(db, userId);
  if (!person || person.disabledAt) throw new AppError('access/wrong-credentials');
  const secondFactor = factorsToAsk(await getProtectionRow(db, userId));
  if (secondFactor.length === 0) return openSession(context, userId, proof, signInRequest);
  const token = newToken();
  const now = clock.now();
  const { signedInBy, credentialsVersion } = proof;
  await keepChallenge(
    db,
    hashToken(token),
    { purpose: 'second-factor', userId, facts: { signedInBy, credentialsVersion } },
    { now, expiresAt: new Date(now.getTime() + STEP_SECONDS * 1000) },
  );
  return { secondFactor, cookies: [cookies.write('step', token, STEP_SECONDS)] };
}

/** What this person can show, quickest first; recovery codes stand in for what is lost. Empty: nothing is enrolled. */
function factorsToAsk({ totp, passkeys, recoveryCodes }: ProtectionRow): SecondFactorAsked['secondFactor'] {
  const enrolled = [passkeys.length > 0 && 'passkey', totp && 'totp'] as const;
  const asked = enrolled.filter((factor) => factor !== false);
  return asked.length > 0 && recoveryCodes > 0 ? [...asked, 'recovery-code'] : asked;
}
