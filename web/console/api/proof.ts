import { createValueStore } from '../live/value-store.ts';

/** Requests that wait until the person has authenticated again; `answer(false)` cancels them. */
export type ProofAsked = { answer(isProved: boolean): void };

/** Read by the one component that asks for the proof; null while no request waits. */
export const proofAsked = createValueStore<ProofAsked | null>(null);

let waiting: Promise<boolean> | undefined;

/** True once proved. Requests refused while the question is open share its answer. */
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
