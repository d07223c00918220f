import type { MyChannels } from '#contract/alerting';
import type { Notice } from './notice.ts';

/** A notice as its person is shown it. */
export function showNotice(notice: Notice): MyChannels['notices'][number] {
  const { id, incidentId, kind, rung, channel, state, cause, at, acceptedAt, seenAt, acknowledgedAt } = notice;
  return {
    ...{ id, incidentId, kind, rung, channel, state, cause },
    at: at.toISOString(),
    acceptedAt: acceptedAt?.toISOString() ?? null,
    seenAt: seenAt?.toISOString() ?? null,
    acknowledgedAt: acknowledgedAt?.toISOString() ?? null,
  };
}
