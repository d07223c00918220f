import { type HelpNews, tellAboutHelp } from '#capabilities/intake';
import { canChangeHelp, isOpenHelp } from '#contract/help';
import { readHelpForm } from '#contract/help-form';
import { isAnsweredByText, readHelpAnswer, withHelpValue } from '#contract/help-form-fields';
import type { ReporterEvents } from '#events/reporter-events';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { RequesterContext } from '../context.ts';
import { beginRequest, type HelpRequest } from '../request.ts';
import { answerCorrection, findForm, saveForm } from '../store/form-rows.ts';
import { findNewestOfReporter, findRequestForChange, insertRequest } from '../store/request-rows.ts';
import { recordHelpStep } from './record-change.ts';
import { answerReceipt } from './record-payment.ts';
import { submitRequest } from './submit-request.ts';
import { inBoth, listReturned } from './tell-requester.ts';

/** Ended ones are shown for so long when somebody asks how things stand. */
const SHOWN_AFTER_END_MS = 30 * 86_400_000;

/** Nobody is in danger: the form, begun anew or where they left it; while a request is open, how it stands. */
export async function openFormByLine(
  context: RequesterContext,
  work: Work,
  { reporterId }: ReporterEvents['help-form-wanted'],
): Promise<void> {
  const known = await findNewestOfReporter(work.tx, reporterId);
  if (known && isOpenHelp(known.status)) return tell(context, work, reporterId, await newsOf(context, work, known));
  const { clock, jurisdiction } = context;
  // The centre of the place answers for it as soon as it is sent; until then 1300 does, and nobody works on a draft.
  const [desk] = jurisdiction.listAgencies({ kinds: ['national-desk'] });
  if (!desk) throw new AppError('jurisdiction/agency-not-found');
  const begun = beginRequest({ id: newId(), channel: 'line', agencyId: desk.id, reporterId }, clock.now());
  const request = await insertRequest(work.tx, begun);
  const channel = 'line';
  recordHelpStep(context, work, request.id, {
    kind: 'begun',
    by: { reporterId },
    details: { channel },
    codes: { channel },
  });
  await tell(context, work, reporterId, { kind: 'form', url: context.requestLinks.urlOf(request.id, clock.now()) });
}

/** How their request stands, if there is one to speak of. */
export async function showStatusByLine(
  context: RequesterContext,
  work: Work,
  { reporterId }: ReporterEvents['help-status-wanted'],
): Promise<void> {
  const known = await findNewestOfReporter(work.tx, reporterId);
  const shownSince = context.clock.now().getTime() - SHOWN_AFTER_END_MS;
  if (!known || (!isOpenHelp(known.status) && known.statusSince.getTime() < shownSince)) return;
  await tell(context, work, reporterId, await newsOf(context, work, known));
}

async function newsOf(
  { requestLinks: links, clock }: RequesterContext,
  work: Work,
  request: HelpRequest,
): Promise<HelpNews> {
  const { id: requestId, code } = request;
  const url = links.urlOf(requestId, clock.now());
  if (request.status === 'draft') return { kind: 'form-again', url };
  if (request.status !== 'returned-for-correction') return { kind: 'status', code, status: inBoth(request), url };
  const fields = await listReturned(work, requestId);
  const inChat = fields.some(({ field }) => isAnsweredByText(field));
  return { kind: 'returned', requestId, code, fields, inChat, url };
}

/** "Answer now": asks for the first field that can be answered in a chat. */
export async function askNextField(
  context: RequesterContext,
  work: Work,
  { reporterId, requestId }: ReporterEvents['help-correction-wanted'],
): Promise<void> {
  const request = await findReturned(work, reporterId, requestId);
  if (!request) return tellNothingToAnswer(context, work, reporterId);
  await tell(context, work, reporterId, await nextQuestion(context, work, request));
}

/** What they wrote, as the value of that field; with the last one it goes back to the office. */
export async function takeFieldAnswer(
  context: RequesterContext,
  work: Work,
  { reporterId, requestId, field, text }: ReporterEvents['help-field-answered'],
): Promise<void> {
  const request = await findReturned(work, reporterId, requestId);
  const asked = request && (await listReturned(work, requestId)).find((one) => one.field === field);
  if (!request || !asked) return tellNothingToAnswer(context, work, reporterId);
  const now = context.clock.now();
  const stored = readHelpForm((await findForm(work.tx, requestId))?.form).form;
  const value = readHelpAnswer(field, text);
  const form = withHelpValue(stored, field, value);
  if (value === undefined || readHelpForm(form).unreadable.some((path) => path.startsWith(field))) {
    const url = context.requestLinks.urlOf(requestId, now);
    return tell(context, work, reporterId, { kind: 'field-wrong', requestId, field, asked, url });
  }
  await saveForm(work.tx, { requestId, form, savedAt: now, savedByPersonId: null });
  await answerCorrection(work.tx, requestId, field, now);
  const rest = await listReturned(work, requestId);
  const isSent = rest.length === 0 && (await sendAgain(context, work, request, reporterId));
  const url = context.requestLinks.urlOf(requestId, now);
  await tell(
    context,
    work,
    reporterId,
    isSent ? { kind: 'corrected', url } : await nextQuestion(context, work, request),
  );
}

/** False if it still can't be sent: what is missing besides stands on the form. */
async function sendAgain(
  context: RequesterContext,
  work: Work,
  { id }: HelpRequest,
  reporterId: string,
): Promise<boolean> {
  try {
    const filer = { kind: 'requester', requestId: id, reporterId } as const;
    await submitRequest(context, work, { filer, by: { reporterId } }, id, { sure: true });
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

async function nextQuestion(context: RequesterContext, work: Work, { id: requestId }: HelpRequest): Promise<HelpNews> {
  const fields = await listReturned(work, requestId);
  const url = context.requestLinks.urlOf(requestId, context.clock.now());
  const asked = fields.find(({ field }) => isAnsweredByText(field));
  return asked ? { kind: 'ask-field', requestId, field: asked.field, asked, url } : { kind: 'on-form', fields, url };
}

async function findReturned(work: Work, reporterId: string, requestId: string): Promise<HelpRequest | undefined> {
  const request = await findRequestForChange(work.tx, requestId);
  return request?.reporterId === reporterId && canChangeHelp(request.status, 'correct') ? request : undefined;
}

/** "Did you get it?", answered with a button. A second tap, or one after it was taken back, is no fault of theirs. */
export async function takeReceiptByLine(
  context: RequesterContext,
  work: Work,
  { reporterId, requestId, answer }: ReporterEvents['help-receipt-answered'],
): Promise<void> {
  try {
    await answerReceipt(context, work, { reporterId, requestId, answer });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    await tellNothingToAnswer(context, work, reporterId);
  }
}

/** With a link to the newest of their own: what came with a button proves nothing. */
async function tellNothingToAnswer(context: RequesterContext, work: Work, reporterId: string): Promise<void> {
  const own = await findNewestOfReporter(work.tx, reporterId);
  const { requestLinks: links, clock } = context;
  if (own) await tell(context, work, reporterId, { kind: 'gone', url: links.urlOf(own.id, clock.now()) });
}

async function tell(context: RequesterContext, work: Work, reporterId: string, news: HelpNews): Promise<void> {
  await tellAboutHelp(context, work, { reporterId, news });
}
