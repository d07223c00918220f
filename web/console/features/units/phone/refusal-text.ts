import type { NumberedEntry } from '../../../outbox/index.ts';

/** What is true now of a job that a phone without signal still believed in. */
export type JobTruth = {
  status: string;
  since: string;
  /** Who ended it, where the patrol may know. */
  by: string | null;
  incident: 'open' | 'resolved' | 'closed' | 'cancelled' | null;
};

const KNOWN = ['closed', 'resolved', 'cancelled', 'withdrawn', 'done', 'on-scene', 'en-route'] as const;
export type RefusalText = { key: (typeof KNOWN)[number] | 'gone' | 'other'; at: string | null; by: string | null };

/** Why the server did not take it, for a sentence: the incident's end first, then the job's, then what else is known. */
export function explainRefusal({ refused }: NumberedEntry, truth: JobTruth | null): RefusalText {
  // It was wrong by itself, whatever became of the job: a picture that can't be read has to be taken again.
  if (refused?.status === 422) return { key: 'other', at: null, by: null };
  const status =
    truth?.incident && truth.incident !== 'open' ? truth.incident : (truth?.status ?? refused?.params.status);
  const key = KNOWN.find((known) => known === status);
  const since = truth?.since ?? (typeof refused?.params.since === 'string' ? refused.params.since : null);
  if (key && since) return { key, at: since, by: truth?.by ?? null };
  return { key: refused?.status === 404 || refused?.status === 403 ? 'gone' : 'other', at: null, by: null };
}
