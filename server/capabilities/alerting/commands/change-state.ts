import type { NoticeState } from '#contract/alerting';
import type { Work } from '#platform/database/transaction';
import type { AlertingContext } from '../context.ts';
import { statesBefore } from '../notice.ts';
import { type Changed, type Choice, changeNotices } from '../store-notices.ts';

/** Gives notices another state where that may follow on the one they have, and says so. @returns those changed */
export async function changeState(
  { clock, events }: Pick<AlertingContext, 'clock' | 'events'>,
  work: Work,
  choice: Choice,
  to: NoticeState,
  cause?: string,
): Promise<Changed[]> {
  const changed = await changeNotices(work.tx, choice, { from: statesBefore(to), to, cause }, clock.now());
  for (const { alertId, incidentId, kind, personId, channel, state } of changed) {
    await events.publish(work, 'notice-changed', { alertId, incidentId, kind, personId, channel, state });
  }
  return changed;
}
