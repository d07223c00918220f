import { lazy, Suspense, useEffect } from 'react';
import { proofAsked } from '../../../api/proof.ts';
import { useClock } from '../../../live/clock.ts';
import { useStore } from '../../../live/use-store.ts';

/** Seldom asked for: fetched when it is. */
const ProofForm = lazy(async () => ({ default: (await import('./ProofForm.tsx')).ProofForm }));
const SessionEnd = lazy(async () => ({ default: (await import('./SessionEnd.tsx')).SessionEnd }));

/** Long enough to finish an incident first. */
const ENDS_SOON_MS = 30 * 60_000;

/**
 * Asks again who sits here while a sensitive act waits for it, or before the session ends (`endsAt`). A strip in the
 * page's flow, below the alarm and above the work: no window that could hide an alarm which begins meanwhile.
 */
export function ProofBar({ endsAt }: { endsAt?: string }) {
  const asked = useStore(proofAsked);
  const endsSoon = useClock((now) => endsAt !== undefined && Date.parse(endsAt) - now < ENDS_SOON_MS);
  // A page that goes away takes its question with it, or the act would wait for ever.
  useEffect(() => () => proofAsked.get()?.answer(false), []);
  return (
    <Suspense fallback={null}>
      {asked ? <ProofForm onAnswer={asked.answer} /> : endsSoon && endsAt && <SessionEnd endsAt={endsAt} />}
    </Suspense>
  );
}
