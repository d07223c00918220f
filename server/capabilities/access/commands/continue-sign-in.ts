import type { SECOND_FACTORS } from '#contract/second-factor';
import { AppError } from '#platform/app-error';
import type { AccessContext } from '../context.ts';
import { hashToken, newToken } from '../sealing.ts';
import type { SignInRequest } from '../sign-in-request.ts';
import { keepChallenge } from '../store-challenges.ts';
import { findPerson } from '../store-people.ts';
import { getProtectionRow, type ProtectionRow } from '../store-second-factors.ts';
import { type FirstProof, type Opened, openSession } from './open-session.ts';

/** Time to get one's phone. */
const STEP_SECONDS = 600;
export type SecondFactorAsked = { secondFactor: (typeof SECOND_FACTORS)[number][]; cookies: string[] };

/**
 * After the first proof: opens a session, or asks for the second factor if one is enrolled, also after a sign-in by the
 * organisation.
 * @throws AppError `access/wrong-credentials` for disabled and unknown people alike
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

/** The enrolled factors, fastest first, then recovery codes. Empty when no factor is enrolled. */
function factorsToAsk({ totp, passkeys, recoveryCodes }: ProtectionRow): SecondFactorAsked['secondFactor'] {
  const enrolled = [passkeys.length > 0 && 'passkey', totp && 'totp'] as const;
  const asked = enrolled.filter((factor) => factor !== false);
  return asked.length > 0 && recoveryCodes > 0 ? [...asked, 'recovery-code'] : asked;
}
