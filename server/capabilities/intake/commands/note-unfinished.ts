import type { Work } from '#platform/database/transaction';
import type { IntakeContext } from '../context.ts';

/** A report without type or place appears in the control rooms' list. */
export async function noteUnfinished({ events, eventLog }: IntakeContext, work: Work, reportId: string): Promise<void> {
  await eventLog.append(work, 'report-unfinished', { reportId });
  await events.publish(work, 'report-unfinished', { reportId });
}

/** It leaves the control rooms' list. */
export async function noteFinished({ events, eventLog }: IntakeContext, work: Work, reportId: string): Promise<void> {
  await eventLog.append(work, 'report-finished', { reportId });
  await events.publish(work, 'report-finished', { reportId });
}
