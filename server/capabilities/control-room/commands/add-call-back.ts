import { listUnfinished } from '#capabilities/intake';
import type { CallBack } from '#contract/control-room';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { whyNotToCall } from '../call-back.ts';
import type { ControlRoomContext } from '../context.ts';
import { listReachability } from '../reachability.ts';
import { endCallBacks, hasOpenCallBack, insertCallBack } from '../store-call-backs.ts';

/** Puts a reporter on the call-back list, unless calling them is not allowed. */
export async function addCallBack(
  context: ControlRoomContext,
  work: Work,
  reportId: string,
  reason: Exclude<CallBack['reason'], 'officer'>,
): Promise<void> {
  const reachability = (await listReachability(work.tx, [reportId])).get(reportId);
  if (!reachability || whyNotToCall(reachability)) return;
  // A call for another reason can ask for the missing facts as well.
  if (reason === 'unfinished' && (await hasOpenCallBack(work.tx, reportId))) return;
  const now = context.clock.now();
  const incidentId = reachability.incident?.id ?? null;
  const provinceCode = reachability.incident?.provinceCode ?? (await findProvinceOfDraft(context, work, reportId));
  const entry = { id: newId(), reportId, incidentId, provinceCode, reason, note: null };
  await insertCallBack(work.tx, { ...entry, dueAt: now, askedAt: now, askedByName: null });
  await publishCallBacksChanged(context, work);
}

/** Ends call-backs whose reason no longer applies. */
export async function cancelCallBacks(
  context: ControlRoomContext,
  work: Work,
  reportIds: string[],
  reasons: readonly CallBack['reason'][] | 'all',
): Promise<void> {
  if (reportIds.length === 0) return;
  await endCallBacks(work.tx, reportIds, { reasons, now: context.clock.now() });
  await publishCallBacksChanged(context, work);
}

/** The list changed. The event carries no entry, so consoles read the list again with their own rights. */
export async function publishCallBacksChanged(
  { events }: Pick<ControlRoomContext, 'events'>,
  work: Work,
): Promise<void> {
  await events.publish(work, 'call-backs-changed', {});
}

async function findProvinceOfDraft({ jurisdiction }: ControlRoomContext, { tx }: Work, reportId: string) {
  const [unfinished] = await listUnfinished(jurisdiction, tx, [reportId]);
  return unfinished?.area?.provinceCode ?? null;
}
