import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import type { ASKED_BY, ReceiptAnswer } from '#contract/help';
import { HELP_ACTIONS } from '#contract/help';
import type { HelpChanged, recordHelpPaymentSchema } from '#contract/help-api';
import { DAY_MS, thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { HelpContext } from '../context.ts';
import { HELP_RULES } from '../help-rules.ts';
import { type HelpRequest, moveRequest } from '../request.ts';
import { insertPayment, listPayments, saveReceipt } from '../store/decision-rows.ts';
import { findRequestForChange } from '../store/request-rows.ts';
import { loadRequest } from './load-request.ts';
import { type HelpActor, recordHelpChange, toChanged } from './record-change.ts';

/**
 * What was paid or handed over elsewhere; this system pays nothing. Some days later the person is asked if they got it.
 * @throws AppError `help/over-grant`, `help/paid-in-future`
 */
export async function recordPayment(
  context: HelpContext,
  work: Work,
  actor: Actor,
  id: string,
  { method, amount, paidOn, reference }: z.infer<typeof recordHelpPaymentSchema>,
): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS['record-payment'].permission);
  const now = context.clock.now();
  const moved = moveRequest(before, 'record-payment', now);
  const granted = before.grantedAmount ?? 0;
  if (amount > granted) throw new AppError('help/over-grant', { params: { baht: granted } });
  if (paidOn > thaiDayOf(now)) throw new AppError('help/paid-in-future');
  const payment = { id: newId(), requestId: id, method, amount, paidOn, byPersonId: actor.userId, recordedAt: now };
  await insertPayment(work.tx, {
    ...{ ...payment, reference: reference || null },
    ...{ answer: null, answeredBy: null, answeredAt: null },
  });
  const askDueAt = new Date(now.getTime() + HELP_RULES.confirmation.askAfterDays * DAY_MS);
  const details = { method, amount, paidOn };
  const step = { kind: 'payment-recorded', by: actor, details, codes: { ...details, paymentId: payment.id } } as const;
  return toChanged(
    await recordHelpChange(context, work, { before, changed: { ...moved, askDueAt, askedAt: null } }, [step]),
  );
}

type Said = { answer: ReceiptAnswer; askedBy: (typeof ASKED_BY)[number] };

/** Staff asked on the telephone, at home or at the counter whether the person got it. */
export async function recordReceipt(
  context: HelpContext,
  work: Work,
  actor: Actor,
  id: string,
  said: Said,
): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS.confirm.permission);
  return takeReceipt(context, work, before, said, actor);
}

/**
 * The person says it themselves, in LINE or on their page. For the service.
 * @throws AppError `help/draft-not-found` for somebody else's, `help/change-not-allowed`
 */
export async function answerReceipt(
  context: HelpContext,
  work: Work,
  { reporterId, requestId, answer }: { reporterId: string; requestId: string; answer: ReceiptAnswer },
): Promise<HelpChanged> {
  const before = await findRequestForChange(work.tx, requestId);
  if (!before || before.reporterId !== reporterId) throw new AppError('help/draft-not-found');
  return takeReceipt(context, work, before, { answer, askedBy: 'line' }, { reporterId });
}

/** Only "received" ends it. Anything less goes back to whoever pays, and is counted. */
async function takeReceipt(
  context: HelpContext,
  work: Work,
  before: HelpRequest,
  { answer, askedBy }: Said,
  by: HelpActor,
): Promise<HelpChanged> {
  const now = context.clock.now();
  const isReceived = answer === 'received';
  const moved = moveRequest(before, isReceived ? 'confirm' : 'not-received', now);
  const [payment] = await listPayments(work.tx, before.id);
  if (payment) await saveReceipt(work.tx, { id: payment.id, answer, answeredBy: askedBy, answeredAt: now });
  const changed: HelpRequest = {
    ...{ ...moved, askDueAt: null, endedAt: null, endReason: null },
    notReceivedCount: before.notReceivedCount + (isReceived ? 0 : 1),
  };
  const details = { answer, askedBy };
  const step = { kind: isReceived ? 'confirmed' : 'not-received', by, details, codes: details } as const;
  return toChanged(await recordHelpChange(context, work, { before, changed }, [step]));
}
