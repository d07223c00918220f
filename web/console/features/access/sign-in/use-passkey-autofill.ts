import { useEffect, useRef } from 'react';
import { postJson } from '../../../api/request.ts';
import { canUsePasskeys, provePasskey } from '../passkey.ts';
import { getPasskeyChallenge } from './sign-in-methods.ts';

/**
 * Lets the browser suggest a passkey under the name field. The browser allows one request at a time: call the returned
 * function before another passkey request.
 */
export function usePasskeyAutofill(isWanted: boolean, onSignedIn: () => void): () => void {
  const latest = useRef(onSignedIn);
  latest.current = onSignedIn;
  const asking = useRef<AbortController | null>(null);
  useEffect(() => {
    if (!isWanted || !canUsePasskeys()) return;
    const question = new AbortController();
    asking.current = question;
    // The person did not start this, so no error is shown: the button and the password remain.
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
