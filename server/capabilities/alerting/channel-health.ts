import type { AlertChannel, ChannelHealth } from '#contract/alerting';

type Result = { lastSentAt: Date | null; lastFailedAt: Date | null; lastCause: string | null };

/** What is a person's own (nothing linked, no browser) says nothing about the channel. */
const PERSONAL = ['no-browser', 'not-linked', 'removed', 'status-404', 'status-410', 'bad-keys'];

/** A channel fails while nothing was taken after its last failure. */
export function judgeHealth(channel: AlertChannel, isSetUp: boolean, result: Result | undefined): ChannelHealth {
  const { lastSentAt = null, lastFailedAt = null, lastCause = null } = result ?? {};
  const isFailing =
    lastFailedAt !== null && !PERSONAL.includes(lastCause ?? '') && (lastSentAt === null || lastSentAt < lastFailedAt);
  const isUnused = lastSentAt === null && !isFailing;
  return {
    channel,
    health: !isSetUp ? 'not-set-up' : isFailing ? 'failing' : isUnused ? 'unused' : 'well',
    cause: isFailing ? lastCause : null,
    lastSentAt: lastSentAt?.toISOString() ?? null,
    lastFailedAt: lastFailedAt?.toISOString() ?? null,
  };
}
