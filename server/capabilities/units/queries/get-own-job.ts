import type { MyJob } from '#contract/patrol-phone';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { findOwnJob } from '../store/assignment-rows.ts';

/** The status of a job of the actor's own unit, also after it ended. @throws AppError `units/assignment-not-found` */
export async function getOwnJob(connection: Connection, id: string): Promise<MyJob> {
  const job = await findOwnJob(connection, id);
  if (!job) throw new AppError('units/assignment-not-found');
  const { status, since, by, incidentStatus } = job;
  const isOver = incidentStatus === 'resolved' || incidentStatus === 'closed' || incidentStatus === 'cancelled';
  return { id: job.id, status, since: since.toISOString(), by, incident: isOver ? incidentStatus : 'open' };
}
