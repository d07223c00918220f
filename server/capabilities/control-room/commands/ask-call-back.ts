import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { loadForChange, recipientsOf } from '#capabilities/incident';
import type { CallBack } from '#contract/control-room';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { whyNotToCall } from '../call-back.ts';
import type { ControlRoomContext } from '../context.ts';
import { listReachability } from '../reachability.ts';
import { insertCallBack } from '../store-call-backs.ts';
import { publishCallBacksChanged } from './add-call-back.ts';

type CallBackRequest = { reportId?: string | undefined; inMinutes: number; note?: string | undefined };

/**
 * An officer asks for a reporter of their incident to be called; it needs the right to write to reporters. If calling is
 * not allowed the request is refused with the reason.
 * @throws AppError `incident/not-found`, `access/not-permitted`, `incident/report-not-found`, `control-room/must-not-call`
 */
export async function askCallBack(
  context: ControlRoomContext,
  work: Work,
  actor: Actor,
  incidentId: string,
  { reportId: askedId, inMinutes, note }: CallBackRequest,
): Promise<void> {
  const incident = await loadForChange(context, work, actor, incidentId, 'incident:message');
  const { reportIds } = await recipientsOf(work, incident);
  const reportId = reportIds.find((id) => id === (askedId ?? id));
  if (!reportId) throw new AppError('incident/report-not-found');
  const reachability = (await listReachability(work.tx, [reportId])).get(reportId);
  const why = whyNotToCall(reachability);
  if (why) throw new AppError('control-room/must-not-call', { params: { why } });
  const now = context.clock.now();
  const entry = {
    id: newId(),
    reportId,
    incidentId,
    provinceCode: reachability?.incident?.provinceCode ?? null,
    reason: 'officer' as CallBack['reason'],
    note: note ?? null,
    dueAt: new Date(now.getTime() + inMinutes * 60_000),
    askedAt: now,
    askedByName: actor.name,
  };
  await insertCallBack(work.tx, entry);
  recordAction(work, {
    ...byPerson(actor),
    action: 'control-room/ask-call-back',
    subjectKind: 'incident',
    subjectId: incidentId,
    details: { reportId, inMinutes },
    at: now,
  });
  await publishCallBacksChanged(context, work);
}
