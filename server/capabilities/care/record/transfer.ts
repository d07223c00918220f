import { isOpenCase, TRANSFER_DAYS, type TransferReason } from '#contract/case';
import { DAY_MS } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import { type Case, changeNotAllowed } from './case.ts';

/** An offer of ownership. Until it is accepted the old owner keeps the case. */
export type CaseTransfer = {
  id: string;
  caseId: string;
  fromAgencyId: string;
  fromWorkerId: string | null;
  toAgencyId: string;
  toWorkerId: string | null;
  reason: TransferReason;
  note: string | null;
  offeredByPersonId: string;
  offeredAt: Date;
  dueAt: Date;
  answer: 'accepted' | 'declined' | 'withdrawn' | 'forced' | null;
  answerReason: string | null;
  answeredByPersonId: string | null;
  answeredAt: Date | null;
};

type Offer = Pick<CaseTransfer, 'id' | 'toAgencyId' | 'toWorkerId' | 'reason' | 'note' | 'offeredByPersonId'>;

/** @throws AppError `case/change-not-allowed` for an ended case, `case/transfer-not-possible` to whoever has it already */
export function offerTransfer(one: Case, offer: Offer, now: Date): CaseTransfer {
  if (!isOpenCase(one.status)) throw changeNotAllowed(one, 'transfer');
  const isSame = offer.toAgencyId === one.agencyId && (offer.toWorkerId === null || offer.toWorkerId === one.workerId);
  if (isSame) throw new AppError('case/transfer-not-possible');
  return {
    ...offer,
    ...{ caseId: one.id, fromAgencyId: one.agencyId, fromWorkerId: one.workerId, offeredAt: now },
    dueAt: new Date(now.getTime() + TRANSFER_DAYS * DAY_MS),
    ...{ answer: null, answerReason: null, answeredByPersonId: null, answeredAt: null },
  };
}

/** Somebody has answered, withdrawn or forced it meanwhile; the answer names them. */
export function transferAnswered(caseId: string): AppError {
  const actions = [
    'case/transfer-accepted',
    'case/transfer-declined',
    'case/transfer-withdrawn',
    'case/transfer-forced',
  ];
  return new AppError('case/transfer-answered', {
    lostTo: { subjects: [caseId], actions: [...actions, 'case/closed', 'case/not-opened'] },
  });
}
