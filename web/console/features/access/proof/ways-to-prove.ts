import type { Protection } from '#contract/access-account';
import { canUsePasskeys } from '../passkey.ts';

export type ProofWay = 'passkey' | 'totp' | 'password';

/** What this person can prove with on this device, quickest first; none for those who came by their organisation only. */
export function waysToProve(
  { passkeys, totp, hasPassword }: Pick<Protection, 'passkeys' | 'totp' | 'hasPassword'>,
  hasPasskeys = canUsePasskeys(),
): ProofWay[] {
  const ways: ProofWay[] = [];
  if (passkeys.length > 0 && hasPasskeys) ways.push('passkey');
  if (totp) ways.push('totp');
  if (hasPassword) ways.push('password');
  return ways;
}
