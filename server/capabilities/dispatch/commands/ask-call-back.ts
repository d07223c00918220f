import type { Actor } from '#capabilities/access';
import { byPerson, recordAct } from '#capabilities/audit';
import { getIncidentDetail, type IncidentContext, listReach } from '#capabilities/incident';
import type { CallBack } from '#contract/dispatch';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { whyNotToCall } from '../call-back.ts';
import type { DispatchContext } from '../context.ts';
import { insertCallBack } from '../store-call-backs.ts';
import { noteCallBacks } from './note-call-backs.ts';

type Wish = { reportId?: string | undefined; inMinutes: number; note?: string | undefined };

/**
 * An officer wants a reporter of their incident called. Who may write to reporters may ask for it; who may not be called
 * is not put on the list, and the officer is told why.
 * @throws AppError `incident/not-found`, `access/not-permitted`, `incident/report-not-found`, `dispatch/must-not-call`
 */
export async function askCallBack(
  context: DispatchContext & { incident: IncidentContext },
  work: Work,
  actor: Actor,
  incidentId: string,
  { reportId, inMinutes, note }: Wish,
): Promise<void> {
  const detail = await getIncidentDetail(context.incident, work.tx, actor, incidentId);
  if (!detail.actions.includes('messages')) throw new AppError('access/not-permitted');
  const report = reportId ? detail.reports.find((one) => one.reportId === reportId) : detail.reports[0];
  if (!report) throw new AppError('incident/report-not-found');
  const [reach] = await listReach(work.tx, [report.reportId]);
  const why = reach ? whyNotToCall({ ...reach, mayCall: reach.canTakeCalls !== false }) : 'no-phone';
  if (why) throw new AppError('dispatch/must-not-call', { params: { why } });
  const now = context.clock.now();
  const entry = {
    id: newId(),
    reportId: report.reportId,
    incidentId,
    provinceCode: reach?.provinceCode ?? null,
    reason: 'officer' as CallBack['reason'],
    note: note ?? null,
    dueAt: new Date(now.getTime() + inMinutes * 60_000),
    askedAt: now,
    askedByName: actor.name,
  };
  await insertCallBack(work.tx, entry);
  await recordAct(work, {
    ...byPerson(actor),
    act: 'dispatch/ask-call-back',
    subjectKind: 'incident',
    subjectId: incidentId,
    details: { reportId: report.reportId, inMinutes },
    at: now,
  });
  await noteCallBacks(context, work);
}
