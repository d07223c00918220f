import { useEffect, useRef } from 'react';
import { postJson } from '../../../api/request.ts';
import { canUsePasskeys, provePasskey } from '../passkey.ts';
import { getPasskeyChallenge } from './sign-in-methods.ts';

/**
 * Lets the browser offer a passkey in the list under the name field, without a press on any button. The browser allows
 * one question at a time: call what is given back before asking for a passkey otherwise.
 */
export function usePasskeyAutofill(isWanted: boolean, onSignedIn: () => void): () => void {
  const latest = useRef(onSignedIn);
  latest.current = onSignedIn;
  const asking = useRef<AbortController | null>(null);
  useEffect(() => {
    if (!isWanted || !canUsePasskeys()) return;
    const question = new AbortController();
    asking.current = question;
    // Nobody asked for it here, so a refusal is not worth a word: the button and the password stay.
    void offer(question.signal).then(
      (isIn) => isIn && latest.current(),
      () => undefined,
    );
    return () => question.abort();
  }, [isWanted]);
  return () => asking.current?.abort();
}

async function offer(signal: AbortSignal): Promise<boolean> {
  if (!(await PublicKeyCredential.isConditionalMediationAvailable()) || signal.aborted) return false;
  const options = await getPasskeyChallenge();
  if (signal.aborted) return false;
  await postJson('/api/auth/sign-in/passkey', await provePasskey(options, { signal, mediation: 'conditional' }));
  return true;
}
