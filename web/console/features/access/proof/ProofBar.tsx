import { useEffect } from 'react';
import { proofAsked } from '../../../api/proof.ts';
import { useStore } from '../../../live/use-store.ts';
import { ProofForm } from './ProofForm.tsx';

/**
 * Asks again who sits here while a sensitive act waits for it. A strip in the page's flow, below the alarm and above the
 * work: no window that could hide an alarm which begins meanwhile.
 */
export function ProofBar() {
  const asked = useStore(proofAsked);
  // A page that goes away takes its question with it, or the act would wait for ever.
  useEffect(() => () => proofAsked.get()?.answer(false), []);
  return asked && <ProofForm onAnswer={asked.answer} />;
}
