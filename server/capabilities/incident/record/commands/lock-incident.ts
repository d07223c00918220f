import { lockConversations } from '#capabilities/intake';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { Incident } from '../incident.ts';
import { findIncidentForChange } from '../store/incident-rows.ts';
import { listReports, type Reported } from '../store/report-rows.ts';

/** Locks an incident for a change that notifies its reporters: their conversations first (ARCHITECTURE.md, "Locks"). */
export async function lockIncident(work: Work, id: string): Promise<Incident | undefined> {
  await lockConversationsAbout(work, id);
  return findIncidentForChange(work.tx, id);
}

/** Locks the conversations of everybody who reported this incident, or one that was merged into it. */
export async function lockConversationsAbout(work: Work, id: string): Promise<void> {
  const reportIds = (await listReports(work.tx, id)).map(({ reportId }) => reportId);
  await lockConversations(work, reportIds);
}

/** Loads the incident of a report: its own, or the one it was merged into. */
export async function loadForReaction(work: Work, id: string): Promise<Incident> {
  const incident = await findIncidentForChange(work.tx, id);
  if (!incident) throw new AppError('incident/not-found');
  return followMerges(work, incident);
}

/** The incident itself, or the one it was merged into. */
export async function followMerges(work: Work, incident: Incident): Promise<Incident> {
  return incident.mergedInto ? loadForReaction(work, incident.mergedInto) : incident;
}

/** A report and the incident it belongs to now; undefined if it has none yet. Both are loaded by one statement. */
export async function loadReported(work: Work, found: Promise<Reported | undefined>): Promise<Reported | undefined> {
  const reported = await found;
  return reported && { ...reported, incident: await followMerges(work, reported.incident) };
}
