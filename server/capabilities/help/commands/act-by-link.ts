import { byReporter, recordAction } from '#capabilities/audit';
import { reportDanger } from '#capabilities/intake';
import type { ReceiptAnswer, WithdrawReason } from '#contract/help';
import { readHelpForm } from '#contract/help-form';
import type { SaveHelpLink } from '#contract/help-link';
import type { ReportedPosition } from '#contract/position';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { RequesterContext } from '../context.ts';
import type { HelpRequest } from '../request.ts';
import { findForm } from '../store/form-rows.ts';
import { findRequest } from '../store/request-rows.ts';
import { appealOwn } from './appeal-refusal.ts';
import { withdrawOwn } from './end-request.ts';
import type { Filer } from './load-request.ts';
import { positionOf } from './raise-danger.ts';
import { answerReceipt } from './record-payment.ts';
import { saveDraft } from './save-draft.ts';
import { submitRequest } from './submit-request.ts';

export type Requester = Filer & { kind: 'requester' };

type Opened = { request: HelpRequest; requester: Requester };

/**
 * Who holds this link: the person whom it was sent to. Recorded, because it is a view of a request.
 * @throws AppError `help/link-not-valid`
 */
export async function openLink(context: RequesterContext, work: Work, token: string): Promise<Opened> {
  const opened = await findLinked(context, work, token);
  const { request, requester } = opened;
  recordAction(work, {
    ...byReporter(requester.reporterId, 'line'),
    ...{ action: 'help/view-by-link', subjectKind: 'help-request', subjectId: request.id, details: {} },
    at: context.clock.now(),
  });
  return opened;
}

/** The same without a record, where nothing of the request is shown. @throws AppError `help/link-not-valid` */
export async function findLinked(
  { requestLinks: links, clock }: RequesterContext,
  work: Work,
  token: string,
): Promise<Opened> {
  const requestId = links.read(token, clock.now());
  const request = requestId === undefined ? undefined : await findRequest(work.tx, requestId);
  if (!request?.reporterId) throw new AppError('help/link-not-valid');
  return { request, requester: { kind: 'requester', requestId: request.id, reporterId: request.reporterId } };
}

/** Saves what they typed; danger goes out first, as a report of theirs in LINE, whatever else was sent. */
export async function saveByLink(
  context: RequesterContext,
  work: Work,
  { request, requester }: { request: HelpRequest; requester: Requester },
  { here, ...typed }: SaveHelpLink,
): Promise<void> {
  const { reporterId } = requester;
  const written = typed.form ?? (await findForm(work.tx, request.id))?.form;
  // Before the request is locked: whoever tells a reporter something locks their conversation first.
  const dangerReportId =
    typed.danger === 'yes'
      ? await reportDanger(context, work, {
          reporterId,
          position: hereOf(context, here) ?? positionOf(context, readHelpForm(written).form, request),
          silent: typed.silent === true,
        })
      : undefined;
  await saveDraft(context, work, { ...requester, ...(dangerReportId && { dangerReportId }) }, request.id, typed);
}

/** Where the device is, if it is in Thailand. */
function hereOf({ clock, jurisdiction }: RequesterContext, here: SaveHelpLink['here']): ReportedPosition | undefined {
  const point = here as { lat: number; lng: number; accuracyMetres: number | null } | null | undefined;
  if (!point || !jurisdiction.isInThailand(point)) return undefined;
  return { ...point, source: 'device-gps', at: clock.now().toISOString(), label: null };
}

export async function submitByLink(
  context: RequesterContext,
  work: Work,
  { request, requester }: { request: HelpRequest; requester: Requester },
  sure: boolean,
): Promise<void> {
  await submitRequest(context, work, { filer: requester, by: { reporterId: requester.reporterId } }, request.id, {
    sure,
  });
}

/** What the person says on their page: whether it arrived, an appeal, or that they do not want it any more. */
export async function answerByLink(
  context: RequesterContext,
  work: Work,
  { requester }: { requester: Requester },
  answer: ReceiptAnswer,
): Promise<void> {
  const { reporterId, requestId } = requester;
  await answerReceipt(context, work, { reporterId, requestId, answer });
}

export async function appealByLink(
  context: RequesterContext,
  work: Work,
  { requester }: { requester: Requester },
  text: string,
): Promise<void> {
  await appealOwn(context, work, asFiler(requester), requester.requestId, { text });
}

export async function withdrawByLink(
  context: RequesterContext,
  work: Work,
  { requester }: { requester: Requester },
  reason: WithdrawReason,
): Promise<void> {
  await withdrawOwn(context, work, asFiler(requester), requester.requestId, { reason });
}

const asFiler = (filer: Requester) => ({ filer, by: { reporterId: filer.reporterId } });
