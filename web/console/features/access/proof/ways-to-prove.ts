import type { Protection } from '#contract/access-account';
import { canUsePasskeys } from '../passkey.ts';

export type ProofWay = 'passkey' | 'totp' | 'recovery-code' | 'password';

/**
 * What this person can prove with on this device, quickest first; none for those who came by their organisation only.
 * Where a second factor is set up the password is no proof.
 */
export function waysToProve(
  {
    passkeys,
    totp,
    recoveryCodes,
    hasPassword,
  }: Pick<Protection, 'passkeys' | 'totp' | 'recoveryCodes' | 'hasPassword'>,
  hasPasskeys = canUsePasskeys(),
): ProofWay[] {
  if (passkeys.length === 0 && !totp) return hasPassword ? ['password'] : [];
  const ways: ProofWay[] = [];
  if (passkeys.length > 0 && hasPasskeys) ways.push('passkey');
  if (totp) ways.push('totp');
  if (recoveryCodes > 0) ways.push('recovery-code');
  return ways;
}
