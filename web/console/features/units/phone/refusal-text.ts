import type { NumberedEntry } from '../../../outbox/index.ts';

/** The current status of a job that an offline phone still considered open. */
export type JobTruth = {
  status: string;
  since: string;
  /** Who ended it, if the patrol may know. */
  by: string | null;
  incident: 'open' | 'resolved' | 'closed' | 'cancelled' | null;
};

const KNOWN = ['closed', 'resolved', 'cancelled', 'withdrawn', 'done', 'on-scene', 'en-route'] as const;
export type RefusalText = { key: (typeof KNOWN)[number] | 'gone' | 'other'; at: string | null; by: string | null };

/** The text that explains a refusal: the end of the incident first, then of the job, then other reasons. */
export function explainRefusal({ refused }: NumberedEntry, truth: JobTruth | null): RefusalText {
  // The entry itself is wrong, whatever the status of the job: an unreadable picture has to be taken again.
  if (refused?.status === 422) return { key: 'other', at: null, by: null };
  const status =
    truth?.incident && truth.incident !== 'open' ? truth.incident : (truth?.status ?? refused?.params.status);
  const key = KNOWN.find((known) => known === status);
  const since = truth?.since ?? (typeof refused?.params.since === 'string' ? refused.params.since : null);
  if (key && since) return { key, at: since, by: truth?.by ?? null };
  return { key: refused?.status === 404 || refused?.status === 403 ? 'gone' : 'other', at: null, by: null };
}
