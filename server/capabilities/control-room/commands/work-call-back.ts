import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { listVisibleIncidents } from '#capabilities/incident';
import type { CallBackResult } from '#contract/control-room';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { claim, finish, release, type StoredCallBack } from '../call-back.ts';
import type { ControlRoomContext } from '../context.ts';
import { isWithin, provincesOf } from '../provinces.ts';
import { listReachability } from '../reachability.ts';
import { findCallBackForChange, updateCallBack } from '../store-call-backs.ts';
import { publishCallBacksChanged } from './add-call-back.ts';

/** One clerk claims an entry and calls; the others see who it is. */
export async function claimCallBack(context: ControlRoomContext, work: Work, actor: Actor, id: string): Promise<void> {
  const { entry, reachability } = await getForChange(context, work, actor, id);
  const by = { id: actor.userId, name: actor.name };
  await save(context, work, actor, claim(entry, reachability, by, context.clock.now()), {
    action: 'control-room/claim-call-back',
  });
}

/** Gives up the claim before calling, so that another clerk can take it. */
export async function releaseCallBack(
  context: ControlRoomContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<void> {
  const { entry } = await getForChange(context, work, actor, id);
  await save(context, work, actor, release(entry, actor.userId), { action: 'control-room/release-call-back' });
}

/** Records the result. "Not safe" is written into the report, so that nobody calls again. */
export async function finishCallBack(
  context: ControlRoomContext,
  work: Work,
  actor: Actor,
  id: string,
  outcome: { result: CallBackResult; againInMinutes?: number | undefined },
): Promise<void> {
  const { entry } = await getForChange(context, work, actor, id);
  const done = finish(entry, outcome, actor.userId, context.clock.now());
  await save(context, work, actor, done, {
    action: 'control-room/finish-call-back',
    details: { result: outcome.result },
  });
  if (outcome.result !== 'not-safe') return;
  const { reportId } = entry;
  await context.events.publish(work, 'report-calls-forbidden', { reportId });
}

/** @throws AppError `control-room/call-back-not-found`, also for another province's entry or an incident the actor cannot see */
async function getForChange(context: ControlRoomContext, work: Work, actor: Actor, id: string) {
  const entry = await findCallBackForChange(work.tx, id);
  const provinces = provincesOf(context.jurisdiction, actor, 'report:call-back');
  if (!entry || !isWithin(provinces, entry.provinceCode)) throw new AppError('control-room/call-back-not-found');
  // An entry may be older than the incident: the report may have become one meanwhile.
  const reachability = (await listReachability(work.tx, [entry.reportId])).get(entry.reportId);
  const incidentId = reachability?.incident?.id ?? entry.incidentId;
  const isSeen = !incidentId || (await listVisibleIncidents(context, work.tx, actor, [incidentId])).length > 0;
  if (!isSeen) throw new AppError('control-room/call-back-not-found');
  return { entry, reachability };
}

async function save(
  context: ControlRoomContext,
  work: Work,
  actor: Actor,
  entry: StoredCallBack,
  { action, details = {} }: { action: string; details?: Record<string, string> },
): Promise<void> {
  await updateCallBack(work.tx, entry);
  recordAction(work, {
    ...byPerson(actor),
    action,
    subjectKind: 'call-back',
    subjectId: entry.id,
    details: { ...details, reportId: entry.reportId },
    at: context.clock.now(),
  });
  await publishCallBacksChanged(context, work);
}
