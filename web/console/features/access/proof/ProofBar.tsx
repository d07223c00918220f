import { lazy, Suspense, useEffect } from 'react';
import { proofAsked } from '../../../api/proof.ts';
import { useStore } from '../../../live/use-store.ts';

/** Seldom asked for: fetched when it is. */
const ProofForm = lazy(async () => ({ default: (await import('./ProofForm.tsx')).ProofForm }));

/**
 * Asks again who sits here while a sensitive act waits for it. A strip in the page's flow, below the alarm and above the
 * work: no window that could hide an alarm which begins meanwhile.
 */
export function ProofBar() {
  const asked = useStore(proofAsked);
  // A page that goes away takes its question with it, or the act would wait for ever.
  useEffect(() => () => proofAsked.get()?.answer(false), []);
  return (
    asked && (
      <Suspense fallback={null}>
        <ProofForm onAnswer={asked.answer} />
      </Suspense>
    )
  );
}
