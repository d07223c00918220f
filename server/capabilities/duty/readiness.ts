import type { Readiness } from '#contract/jurisdiction';

export type ReadinessFacts = {
  peopleOnDuty: number;
  /** What the station itself said, and when. */
  word: 'ready' | 'nobody-on-duty' | null;
  wordAt: Date | null;
  /** When duty last changed hands there. */
  changedAt: Date | null;
  /** Nobody answered the last daily question that is decided. */
  heartbeatFailed: boolean;
};

/** A station that says "ready" without a roster is believed no longer than a long shift. */
const WORD_HOLDS_MS = 12 * 3_600_000;

/**
 * Whether alerts go to a station that keeps duty here. Its own word stands until duty changes hands: whoever comes next
 * has not said it. Somebody who says "ready" was there, so that a missed question counts no more.
 */
export function readinessOf(facts: ReadinessFacts, now: Date): Readiness {
  const word = standingWord(facts, now);
  if (word === 'nobody-on-duty') return word;
  if (facts.peopleOnDuty === 0 && word !== 'ready') return 'nobody-on-duty';
  return facts.heartbeatFailed && word !== 'ready' ? 'no-heartbeat' : 'ready';
}

function standingWord({ word, wordAt, changedAt }: ReadinessFacts, now: Date): ReadinessFacts['word'] {
  if (!word || !wordAt) return null;
  if (changedAt && changedAt > wordAt) return null;
  return word === 'ready' && now.getTime() - wordAt.getTime() >= WORD_HOLDS_MS ? null : word;
}
