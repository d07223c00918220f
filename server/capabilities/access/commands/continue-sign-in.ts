import type { SECOND_FACTORS } from '#contract/access';
import { AppError } from '#platform/app-error';
import type { AccessContext } from '../context.ts';
import { hashToken, newToken } from '../sealing.ts';
import { keepChallenge } from '../store-challenges.ts';
import { findPerson } from '../store-people.ts';
import { getProtectionRow } from '../store-second-factors.ts';
import type { Visit } from '../visit.ts';
import { type FirstProof, type Opened, openSession } from './open-session.ts';

/** Time to find the telephone. */
const STEP_SECONDS = 600;
export type SecondFactorAsked = { secondFactor: (typeof SECOND_FACTORS)[number][]; cookies: string[] };

/**
 * After the first proof: a session, or the question for the second factor of a person who has one.
 * @throws AppError `access/wrong-credentials` for someone disabled, as for someone unknown
 */
export async function continueSignIn(
  context: AccessContext,
  userId: string,
  proof: FirstProof,
  visit: Visit,
): Promise<Opened | SecondFactorAsked> {
  const { db, clock, cookies } = context;
  const person = await findPerson(db, userId);
  if (!person || person.disabledAt) throw new AppError('access/wrong-credentials');
  const { totp, recoveryCodes } = await getProtectionRow(db, userId);
  if (proof.secondFactor || !totp) return openSession(context, userId, proof, visit);
  const token = newToken();
  const now = clock.now();
  await keepChallenge(
    db,
    hashToken(token),
    { purpose: 'second-factor', userId, facts: { signedInBy: proof.signedInBy } },
    { now, expiresAt: new Date(now.getTime() + STEP_SECONDS * 1000) },
  );
  const secondFactor: SecondFactorAsked['secondFactor'] = recoveryCodes > 0 ? ['totp', 'recovery-code'] : ['totp'];
  return { secondFactor, cookies: [cookies.write('step', token, STEP_SECONDS)] };
}
