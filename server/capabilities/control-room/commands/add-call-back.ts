import { listReachability } from '#capabilities/incident';
import { listCallable, listUnfinished } from '#capabilities/intake';
import type { CallBack } from '#contract/control-room';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { whyNotToCall } from '../call-back.ts';
import type { ControlRoomContext } from '../context.ts';
import { endCallBacks, hasOpenCallBack, insertCallBack } from '../store-call-backs.ts';
import { publishCallBacksChanged } from './publish-call-backs-changed.ts';

/** Puts a reporter on the list, unless nobody may call them. */
export async function addCallBack(
  context: ControlRoomContext,
  work: Work,
  reportId: string,
  reason: Exclude<CallBack['reason'], 'officer'>,
): Promise<void> {
  const known = await findKnown(context, work, reportId);
  if (!known || whyNotToCall(known)) return;
  // Whoever calls asks for what is missing as well.
  if (reason === 'unfinished' && (await hasOpenCallBack(work.tx, reportId))) return;
  const now = context.clock.now();
  const { incidentId, provinceCode } = known;
  const entry = { id: newId(), reportId, incidentId, provinceCode, reason, note: null };
  await insertCallBack(work.tx, { ...entry, dueAt: now, askedAt: now, askedByName: null });
  await publishCallBacksChanged(context, work);
}

/** Nothing is left to call them for. */
export async function cancelCallBacks(
  context: ControlRoomContext,
  work: Work,
  reportIds: string[],
  reasons: readonly CallBack['reason'][] | 'all',
): Promise<void> {
  const now = context.clock.now();
  for (const reportId of reportIds) await endCallBacks(work.tx, reportId, { reasons, because: 'not-needed', now });
  if (reportIds.length > 0) await publishCallBacksChanged(context, work);
}

async function findKnown({ jurisdiction }: ControlRoomContext, { tx }: Work, reportId: string) {
  const [known] = await listReachability(tx, [reportId]);
  if (known) return { ...known, mayCall: known.canTakeCalls !== false };
  const [draft] = await listCallable(tx, [reportId]);
  if (!draft) return undefined;
  const [unfinished] = await listUnfinished(jurisdiction, tx, [reportId]);
  const provinceCode = unfinished?.area?.provinceCode ?? null;
  return { ...draft, mayCall: draft.callBack, incidentId: null, provinceCode };
}
