import type { AlertChannel, ChannelHealth } from '#contract/alerting';

type Result = { lastSentAt: Date | null; lastFailedAt: Date | null; lastCause: string | null };

/** Failures of one recipient (no browser, not linked) say nothing about the channel as a whole. */
const RECIPIENT_FAILURES = ['no-browser', 'not-linked', 'removed', 'status-404', 'status-410', 'bad-keys'];

/** A channel is failing while nothing was sent successfully after its last failure. */
export function judgeHealth(channel: AlertChannel, isSetUp: boolean, result: Result | undefined): ChannelHealth {
  const { lastSentAt = null, lastFailedAt = null, lastCause = null } = result ?? {};
  const isFailing =
    lastFailedAt !== null &&
    !RECIPIENT_FAILURES.includes(lastCause ?? '') &&
    (lastSentAt === null || lastSentAt < lastFailedAt);
  const isUnused = lastSentAt === null && !isFailing;
  return {
    channel,
    health: !isSetUp ? 'not-set-up' : isFailing ? 'failing' : isUnused ? 'unused' : 'well',
    cause: isFailing ? lastCause : null,
    lastSentAt: lastSentAt?.toISOString() ?? null,
    lastFailedAt: lastFailedAt?.toISOString() ?? null,
  };
}
