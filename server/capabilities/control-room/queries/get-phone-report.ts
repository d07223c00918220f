import type { Actor } from '#capabilities/access';
import { listReachability, listWithheldFrom } from '#capabilities/incident';
import { findCall, listCalls, listUnfinished } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { PhoneReport } from '#contract/control-room';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { isWithin, provincesOf } from '../provinces.ts';

type Context = { jurisdiction: Jurisdiction };

/**
 * A report as the clerk who types it sees it: their own call, or one that is shown to their desk because it lacks
 * something. One whose incident is withheld from them is not there, whoever took the call: as the house that is asked
 * here, as a desk the database says it. @throws AppError `intake/report-not-found`
 */
export async function getPhoneReport(
  { jurisdiction }: Context,
  connection: Connection,
  actor: Actor,
  reportId: string,
): Promise<PhoneReport> {
  const row = await findCall(connection, reportId);
  const [report] = row ? await withIncidents(connection, [row]) : [];
  const withheld = await listWithheldFrom(connection, actor.userId);
  if (!row || !report || withheld.includes(report.incidentId ?? '')) {
    throw new AppError('intake/report-not-found');
  }
  if (row.takenByPersonId !== actor.userId) {
    const [shown] = await listUnfinished(jurisdiction, connection, [reportId]);
    const provinces = provincesOf(jurisdiction, actor, 'report:take-by-phone');
    if (!shown || !isWithin(provinces, shown.area?.provinceCode)) throw new AppError('intake/report-not-found');
  }
  return report;
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
  return withIncidents(connection, await listCalls(connection, actor.userId, since));
}

async function withIncidents(
  connection: Connection,
  found: NonNullable<Awaited<ReturnType<typeof findCall>>>[],
): Promise<PhoneReport[]> {
  const reach = await listReachability(
    connection,
    found.map(({ reportId }) => reportId),
  );
  return found.map(({ takenByPersonId: _, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    incidentId: reach.find(({ reportId }) => reportId === row.reportId)?.incidentId ?? null,
  }));
}
