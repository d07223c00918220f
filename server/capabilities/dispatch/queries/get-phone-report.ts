import type { Actor } from '#capabilities/access';
import { listKeptReports, listReach } from '#capabilities/incident';
import { findCall, listCalls, listUnfinished } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { PhoneReport } from '#contract/dispatch';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { isWithin, provincesOf } from '../desk-provinces.ts';

type Context = { jurisdiction: Jurisdiction };

/**
 * A report as the clerk who types it sees it: their own call, or one that is shown to their desk because it lacks
 * something. One whose incident is kept from them is not there, whoever took the call. @throws AppError `intake/report-not-found`
 */
export async function getPhoneReport(
  { jurisdiction }: Context,
  connection: Connection,
  actor: Actor,
  reportId: string,
): Promise<PhoneReport> {
  const row = await findCall(connection, reportId);
  const isKept = (await listKeptReports(connection, actor.userId, [reportId])).has(reportId);
  if (!row || isKept) throw new AppError('intake/report-not-found');
  if (row.takenByPersonId !== actor.userId) {
    const [shown] = await listUnfinished(jurisdiction, connection, [reportId]);
    const provinces = provincesOf(jurisdiction, actor, 'report:take-by-phone');
    if (!shown || !isWithin(provinces, shown.area?.provinceCode)) throw new AppError('intake/report-not-found');
  }
  return showPhoneReport(connection, reportId);
}

/** The same for somebody who has just worked on it: complete, it is no longer their desk's to see. */
export async function showPhoneReport(connection: Connection, reportId: string): Promise<PhoneReport> {
  const row = await findCall(connection, reportId);
  const [report] = row ? await withIncidents(connection, [row]) : [];
  if (!report) throw new AppError('intake/report-not-found');
  return report;
}

/** The calls this person took since then, newest first, and how each stands. */
export async function listPhoneReports(connection: Connection, actor: Actor, since: Date): Promise<PhoneReport[]> {
  const calls = await listCalls(connection, actor.userId, since);
  const ids = calls.map(({ reportId }) => reportId);
  const kept = await listKeptReports(connection, actor.userId, ids);
  return withIncidents(
    connection,
    calls.filter(({ reportId }) => !kept.has(reportId)),
  );
}

async function withIncidents(
  connection: Connection,
  found: NonNullable<Awaited<ReturnType<typeof findCall>>>[],
): Promise<PhoneReport[]> {
  const reach = await listReach(
    connection,
    found.map(({ reportId }) => reportId),
  );
  return found.map(({ takenByPersonId: _, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    incidentId: reach.find(({ reportId }) => reportId === row.reportId)?.incidentId ?? null,
  }));
}
