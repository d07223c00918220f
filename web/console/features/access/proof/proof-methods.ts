import type { Protection } from '#contract/access-account';
import { canUsePasskeys } from '../passkey.ts';

export type ProofMethod = 'passkey' | 'totp' | 'recovery-code' | 'password';

/**
 * What this person can prove with on this device, quickest first; none for those who came by their organisation only.
 * Where a second factor is set up the password is no proof.
 */
export function proofMethodsOf(
  {
    passkeys,
    totp,
    recoveryCodes,
    hasPassword,
  }: Pick<Protection, 'passkeys' | 'totp' | 'recoveryCodes' | 'hasPassword'>,
  hasPasskeys = canUsePasskeys(),
): ProofMethod[] {
  if (passkeys.length === 0 && !totp) return hasPassword ? ['password'] : [];
  const methods: ProofMethod[] = [];
  if (passkeys.length > 0 && hasPasskeys) methods.push('passkey');
  if (totp) methods.push('totp');
  if (recoveryCodes > 0) methods.push('recovery-code');
  return methods;
}
