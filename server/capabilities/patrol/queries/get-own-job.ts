import { type MyJob, myJobSchema } from '#contract/patrol-phone';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { findOwnJob } from '../store/own-job-rows.ts';

const ENDED: readonly string[] = ['resolved', 'closed', 'cancelled'];

/** How a job of one's own unit stands, or how it ended. @throws AppError `patrol/assignment-not-found` */
export async function getOwnJob(connection: Connection, id: string): Promise<MyJob> {
  const job = await findOwnJob(connection, id);
  if (!job) throw new AppError('patrol/assignment-not-found');
  const incident = ENDED.includes(job.incidentStatus) ? job.incidentStatus : 'open';
  return myJobSchema.parse({ ...job, since: job.since.toISOString(), incident });
}
