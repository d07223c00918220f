import type { Actor } from '#capabilities/access';
import { listReporterContacts, listWithheldFrom } from '#capabilities/incident';
import { findCallReport, listCallReports, listUnfinished } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { PhoneReport } from '#contract/control-room';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { isWithin, provincesOf } from '../provinces.ts';

type Context = { jurisdiction: Jurisdiction };

/**
 * A report as its clerk sees it: their own call, or an unfinished one that is shown to their control room. If the
 * incident is withheld from the actor, the report does not exist for them, even if they took the call. This is checked
 * here because the caller may run as the service, to which the database shows every row.
 * @throws AppError `intake/report-not-found`
 */
export async function getPhoneReport(
  { jurisdiction }: Context,
  connection: Connection,
  actor: Actor,
  reportId: string,
): Promise<PhoneReport> {
  const row = await findCallReport(connection, reportId);
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

/** The same for the clerk who has just changed it: once complete, it is no longer in the list of unfinished reports. */
export async function showPhoneReport(connection: Connection, reportId: string): Promise<PhoneReport> {
  const row = await findCallReport(connection, reportId);
  const [report] = row ? await withIncidents(connection, [row]) : [];
  if (!report) throw new AppError('intake/report-not-found');
  return report;
}

/** The calls the actor took since then, newest first, with the status of each. */
export async function listPhoneReports(connection: Connection, actor: Actor, since: Date): Promise<PhoneReport[]> {
  return withIncidents(connection, await listCallReports(connection, actor.userId, since));
}

async function withIncidents(
  connection: Connection,
  found: NonNullable<Awaited<ReturnType<typeof findCallReport>>>[],
): Promise<PhoneReport[]> {
  const contacts = await listReporterContacts(
    connection,
    found.map(({ reportId }) => reportId),
  );
  return found.map(({ takenByPersonId: _, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    incidentId: contacts.find(({ reportId }) => reportId === row.reportId)?.incidentId ?? null,
  }));
}
