import type { Work } from '#platform/database/transaction';
import type { IntakeContext } from '../context.ts';

/** Desks are shown a report that lacks type or place, and the house hears of it. */
export async function noteUnfinished({ events, eventLog }: IntakeContext, work: Work, reportId: string): Promise<void> {
  await eventLog.append(work, 'report-unfinished', { reportId });
  await events.publish(work, 'report-unfinished', { reportId });
}

/** It leaves the desks' list again. */
export async function noteFinished({ events, eventLog }: IntakeContext, work: Work, reportId: string): Promise<void> {
  await eventLog.append(work, 'report-finished', { reportId });
  await events.publish(work, 'report-finished', { reportId });
}
