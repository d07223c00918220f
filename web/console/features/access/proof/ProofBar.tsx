import { useEffect } from 'react';
import { proofAsked } from '../../../api/proof.ts';
import { useClock } from '../../../live/clock.ts';
import { useStore } from '../../../live/use-store.ts';
import { LazyPart } from '../../../ui/LazyPart.tsx';
import { lazyPart } from '../../../ui/lazy-part.ts';

/** Loaded when needed, because that is seldom. */
const ProofForm = lazyPart(async () => ({ default: (await import('./ProofForm.tsx')).ProofForm }));
const SessionEnd = lazyPart(async () => ({ default: (await import('./SessionEnd.tsx')).SessionEnd }));

/** Long enough to finish an incident before. */
const ENDS_SOON_MS = 30 * 60_000;

/**
 * Asks for a proof while a sensitive action waits for it, or before the session ends (`endsAt`). Shown as a bar in the page,
 * below the alarm, and not as a dialog, which could hide a new alarm.
 */
export function ProofBar({ endsAt }: { endsAt?: string }) {
  const asked = useStore(proofAsked);
  const endsSoon = useClock((now) => endsAt !== undefined && Date.parse(endsAt) - now < ENDS_SOON_MS);
  // Cancels the request when the page is left; otherwise the action would wait forever.
  useEffect(() => () => proofAsked.get()?.answer(false), []);
  return (
    <LazyPart key={asked ? 'asked' : 'ends'}>
      {asked ? <ProofForm onAnswer={asked.answer} /> : endsSoon && endsAt && <SessionEnd endsAt={endsAt} />}
    </LazyPart>
  );
}
