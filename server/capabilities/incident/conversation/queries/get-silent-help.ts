import type { Actor } from '#capabilities/access';
import type { SilentHelp } from '#contract/silent-help';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { IncidentContext } from '../../context.ts';
import { listReports } from '../../record/store/report-rows.ts';
import { getVisibleIncident } from '../../visibility/queries/get-visible-incident.ts';
import { limitOf } from '../silent-help.ts';
import { hasWrittenSince } from '../store/message-rows.ts';
import { listQuestions } from '../store/question-rows.ts';

/**
 * The questions with their answers, and what each reporter's phone would show of anything sent now. Only for those who
 * may know the exact place: an answer may describe it.
 */
export async function getSilentHelp(
  context: Pick<IncidentContext, 'jurisdiction' | 'clock' | 'listScreens'>,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<SilentHelp> {
  const { visibility } = await getVisibleIncident(context, connection, actor, id);
  if (visibility.place !== 'exact') throw new AppError('access/not-permitted');
  const reports = await listReports(connection, id);
  const questions = await listQuestions(connection, id);
  const screens = await context.listScreens(
    connection,
    reports.map(({ reportId }) => reportId),
  );
  const withLimits: SilentHelp['reports'] = [];
  for (const { reportId, silent, duressAt } of reports) {
    const screen = screens.find((one) => one.reportId === reportId);
    if (!screen) continue;
    const asked = questions.filter((one) => one.reportId === reportId);
    const hasWritten = duressAt !== null && (await hasWrittenSince(connection, reportId, duressAt));
    withLimits.push({ ...screen, limit: limitOf({ silent, asked, duressAt, hasWrittenSince: hasWritten }) });
  }
  const iso = (at: Date | null) => at?.toISOString() ?? null;
  return {
    reports: withLimits,
    asked: questions.map(({ incidentId: _, at, dueAt, raisedAt, answeredAt, ...asked }) => ({
      ...asked,
      at: at.toISOString(),
      dueAt: dueAt.toISOString(),
      raisedAt: iso(raisedAt),
      answeredAt: iso(answeredAt),
    })),
  };
}
