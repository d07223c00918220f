import { createValueStore } from '../live/value-store.ts';

/** Requests that wait until the person has proved again who sits there; `answer(false)` gives them up. */
export type ProofAsked = { answer(isProved: boolean): void };

/** Read by the one place on the page that asks; null while nothing waits. */
export const proofAsked = createValueStore<ProofAsked | null>(null);

let waiting: Promise<boolean> | undefined;

/** True once proved. Requests that are refused while the question stands share its answer. */
export function askForProof(): Promise<boolean> {
  waiting ??= new Promise<boolean>((resolve) => {
    proofAsked.set({
      answer: (isProved) => {
        waiting = undefined;
        proofAsked.set(null);
        resolve(isProved);
      },
    });
  });
  return waiting;
}
