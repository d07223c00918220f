import type { Protection } from '#contract/access-account';
import { canUsePasskeys } from '../passkey.ts';

export type ProofMethod = 'passkey' | 'totp' | 'recovery-code' | 'password';

/**
 * The proofs that this person can give on this device, fastest first; none for people who only sign in by their
 * organisation. With a second factor, a password is not enough.
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
