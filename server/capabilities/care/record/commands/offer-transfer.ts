import { type Actor, agenciesWith, listStaff, type Staff } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import { isWaitingForWorker } from '#contract/case';
import type { AnswerCaseTransfer, CaseChanged, OfferTransfer } from '#contract/case-api';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../../context.ts';
import { accept, type Case, changeNotAllowed, moveOwner } from '../case.ts';
import { findCaseForChange, listCasesOfWorker } from '../store/case-rows.ts';
import { listExcludedOf } from '../store/exclusion-rows.ts';
import { findLastTransfer, insertTransfers, saveAnswer } from '../store/transfer-rows.ts';
import { offerTransfer, transferAnswered } from '../transfer.ts';
import { loadCase } from './load-case.ts';
import { recordCaseChange, recordCaseStep } from './record-case-change.ts';

/**
 * Offers a case to another agency, or to a colleague by name; the old owner keeps it until somebody accepts.
 * @throws AppError `case/transfer-not-possible`, `case/transfer-open`
 */
export async function offerCase(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  offer: OfferTransfer,
): Promise<CaseChanged> {
  const one = await loadCase(context, work, actor, id, 'case:transfer');
  await offerAll(context, work, actor, [one], offer);
  return { id, status: one.status, version: one.version };
}

/**
 * Offers every open case of somebody who leaves, or these of them; what is on offer already, or nobody there can take,
 * stays as it is.
 * @throws AppError `case/transfer-not-possible`, `case/transfer-open`
 */
export async function offerCasesOf(
  context: CareContext,
  work: Work,
  actor: Actor,
  { fromWorkerId, caseIds, ...offer }: OfferTransfer & { fromWorkerId: string; caseIds?: string[] | undefined },
): Promise<{ offered: number; skipped: number }> {
  const cases = (await listCasesOfWorker(work.tx, fromWorkerId)).filter(({ id, agencyId }) => {
    if (caseIds && !caseIds.includes(id)) return false;
    const needed = actor.userId === fromWorkerId ? 'case:transfer' : 'case:approve';
    return mayFor(context.jurisdiction, actor, needed, [agencyId]);
  });
  const offered = await offerAll(context, work, actor, cases, offer);
  return { offered, skipped: cases.length - offered };
}

/**
 * Offers what somebody there can take and is not on offer yet.
 * @returns how many cases were offered: at least one
 */
async function offerAll(
  context: CareContext,
  work: Work,
  actor: Actor,
  cases: readonly Case[],
  { agencyId: toAgencyId, workerId, reason, note }: OfferTransfer,
): Promise<number> {
  const toWorkerId = workerId ?? null;
  // One that the new worker is barred from must not keep the others with somebody who is gone.
  const takeable = await listTakeable(context, work, cases, { agencyId: toAgencyId, workerId: toWorkerId });
  if (takeable.length === 0) throw new AppError('case/transfer-not-possible');
  const offer = { toAgencyId, toWorkerId, reason, note: note || null, offeredByPersonId: actor.userId };
  const now = context.clock.now();
  const transfers = takeable.map((one) => offerTransfer(one, { id: newId(), ...offer }, now));
  const offeredIds = await insertTransfers(work.tx, transfers);
  if (offeredIds.length === 0) {
    const lostTo = { subjects: cases.map(({ id }) => id), actions: ['case/transfer-offered'] };
    throw new AppError('case/transfer-open', { lostTo });
  }
  const details = { reason, ...agencyNames(context, toAgencyId) };
  for (const { id: transferId, caseId } of transfers) {
    if (!offeredIds.includes(caseId)) continue;
    const codes = { transferId, toAgencyId, toWorkerId, reason };
    await recordCaseStep(context, work, caseId, {
      ...{ kind: 'transfer-offered', by: actor, details, codes, subjectId: transferId },
    });
  }
  return offeredIds.length;
}

/** Cases that somebody there is able to accept; who is barred from one is answered like somebody unknown. */
async function listTakeable(
  { jurisdiction, clock }: CareContext,
  { tx }: Work,
  cases: readonly Case[],
  to: { agencyId: string; workerId: string | null },
): Promise<Case[]> {
  const agency = jurisdiction.findAgency(to.agencyId);
  const isCare = agency?.kind === 'tambon-centre' || agency?.kind === 'provincial-social-office';
  if (!isCare || cases.length === 0) return [];
  const choice = to.workerId ? { ids: [to.workerId] } : { agencyIds: [to.agencyId] };
  const staff = await listStaff(tx, choice, clock.now());
  const able = staff.filter((person: Staff) => agenciesWith(person, 'case:work').includes(to.agencyId));
  const barred = await listExcludedOf(
    tx,
    cases.map(({ id }) => id),
  );
  const isBarred = (caseId: string, accountId: string) =>
    barred.some((one) => one.caseId === caseId && one.accountId === accountId);
  return cases.filter((one) => able.some(({ id }) => !isBarred(one.id, id)));
}

function agencyNames({ jurisdiction }: CareContext, agencyId: string) {
  const { nameTh, nameEn } = jurisdiction.getAgency(agencyId);
  return { toTh: nameTh, toEn: nameEn };
}

/**
 * Accepts an offer, and with it the case: whoever accepts is its worker. Or declines it with a reason.
 * @throws AppError `case/transfer-not-found`, `case/transfer-answered`
 */
export async function answerCaseTransfer(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  answer: AnswerCaseTransfer,
): Promise<CaseChanged> {
  const one = await findCaseForChange(work.tx, id);
  if (!one) throw new AppError('case/not-found');
  const transfer = await findLastTransfer(work.tx, id);
  if (!transfer) throw new AppError('case/transfer-not-found');
  if (transfer.answer) throw transferAnswered(id);
  const isTheirs = mayFor(context.jurisdiction, actor, 'case:transfer', [transfer.toAgencyId]);
  if (!isTheirs || (transfer.toWorkerId && transfer.toWorkerId !== actor.userId))
    throw new AppError('access/not-permitted');
  const now = context.clock.now();
  const reason = answer.accept ? null : (answer.reason ?? null);
  if (!answer.accept && !reason) throw new AppError('case/reason-needed');
  const answered = {
    answer: answer.accept ? 'accepted' : 'declined',
    reason,
    byPersonId: actor.userId,
    at: now,
  } as const;
  const codes = { transferId: transfer.id, fromAgencyId: transfer.fromAgencyId, toAgencyId: transfer.toAgencyId };
  const details: Record<string, string> = reason ? { reason } : {};
  const step = { by: actor, details, codes, subjectId: transfer.id };
  if (!answer.accept) {
    // The row of the case is written too, so that the entry stands in one statement that still sees it.
    const saved = await recordCaseChange(context, work, one, { kind: 'transfer-declined', ...step });
    await saveAnswer(work.tx, transfer.id, answered);
    return { id, status: saved.status, version: saved.version };
  }
  if (one.closedAt) throw changeNotAllowed(one, 'transfer');
  const moved = moveOwner(one, { agencyId: transfer.toAgencyId, workerId: actor.userId }, now);
  const taken = isWaitingForWorker(moved.status) ? accept({ ...moved, workerId: null }, actor.userId, now) : moved;
  const saved = await recordCaseChange(context, work, taken, { kind: 'transfer-accepted', ...step });
  await saveAnswer(work.tx, transfer.id, answered);
  return { id, status: saved.status, version: saved.version };
}

/** The owner takes its offer back. */
export async function withdrawTransfer(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
): Promise<CaseChanged> {
  const one = await loadCase(context, work, actor, id, 'case:transfer');
  const transfer = await findLastTransfer(work.tx, id);
  if (!transfer) throw new AppError('case/transfer-not-found');
  if (transfer.answer) throw transferAnswered(id);
  const at = context.clock.now();
  await saveAnswer(work.tx, transfer.id, { answer: 'withdrawn', reason: null, byPersonId: actor.userId, at });
  const codes = { transferId: transfer.id };
  await recordCaseStep(context, work, id, { kind: 'transfer-withdrawn', by: actor, codes, subjectId: transfer.id });
  return { id, status: one.status, version: one.version };
}

/**
 * A supervisor moves a case without waiting for an answer, within what they supervise, and says why.
 * @throws AppError `case/transfer-not-possible`, `access/not-permitted`
 */
export async function forceTransfer(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  { agencyId, workerId: named, reason }: { agencyId: string; workerId?: string | undefined; reason: string },
): Promise<CaseChanged> {
  const workerId = named ?? null;
  const one = await loadCase(context, work, actor, id, 'case:approve');
  if (one.closedAt) throw changeNotAllowed(one, 'transfer');
  const { jurisdiction, clock } = context;
  const office = jurisdiction.ancestorsOf(one.agencyId).some((above) => above.id === agencyId);
  const isTheirs = jurisdiction.findAgency(agencyId) && mayFor(jurisdiction, actor, 'case:approve', [agencyId]);
  // To the office above always, anywhere else only where they supervise too.
  if (!office && !isTheirs) throw new AppError('case/transfer-not-possible');
  if (agencyId === one.agencyId && (workerId === null || workerId === one.workerId)) {
    const actions = ['case/transfer-forced', 'case/transfer-accepted', 'case/accepted'];
    throw new AppError('case/transfer-not-possible', { lostTo: { subjects: [id], actions } });
  }
  const takeable = await listTakeable(context, work, [one], { agencyId, workerId });
  if (takeable.length === 0) throw new AppError('case/transfer-not-possible');
  const now = clock.now();
  const transfer = await findLastTransfer(work.tx, id);
  if (transfer && !transfer.answer) {
    await saveAnswer(work.tx, transfer.id, { answer: 'forced', reason: null, byPersonId: actor.userId, at: now });
  }
  const moved = moveOwner(one, { agencyId, workerId }, now);
  const taken =
    workerId && isWaitingForWorker(moved.status) ? accept({ ...moved, workerId: null }, workerId, now) : moved;
  const codes = { fromAgencyId: one.agencyId, toAgencyId: agencyId, toWorkerId: workerId };
  const details = { reason, ...agencyNames(context, agencyId) };
  const isWaiting = taken.workerId === null;
  const step = {
    kind: 'transfer-forced',
    by: actor,
    details,
    codes,
    subjectId: transfer?.id ?? null,
    isWaiting,
  } as const;
  const saved = await recordCaseChange(context, work, taken, step);
  return { id, status: saved.status, version: saved.version };
}
