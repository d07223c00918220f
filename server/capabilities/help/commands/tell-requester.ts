import { type HelpNews, type InBoth, type ReturnedField, tellAboutHelp } from '#capabilities/intake';
import { PUBLIC_STATUS } from '#contract/help';
import { type HelpForm, readHelpForm } from '#contract/help-form';
import { isAnsweredByText } from '#contract/help-form-fields';
import { HELP_FORM_TEXTS, labelHelpField } from '#contract/help-form-texts';
import type { HelpEvents } from '#events/help-events';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import type { RequesterContext } from '../context.ts';
import { findBenefit } from '../help-rules.ts';
import type { HelpRequest } from '../request.ts';
import { findForm, listCorrections } from '../store/form-rows.ts';
import { insertNews, takeNews, type WaitingNews } from '../store/news-rows.ts';
import { findRequest } from '../store/request-rows.ts';

/** At most so many in one run; the rest comes with the next. */
const AT_ONCE = 200;

/**
 * Keeps what a person is to be told, with the change itself. Sent by the service: whoever works on a request has no right to
 * the conversations of people.
 */
export function keepNews(work: Work, { requestId, news }: HelpEvents['help-news']): Promise<void> {
  return insertNews(work.tx, { requestId, news });
}

/** Scheduled job: sends what people are to be told, each in a transaction of its own. */
export async function tellRequesters(context: RequesterContext, db: Database): Promise<void> {
  for (let sent = 0; sent < AT_ONCE; sent += 1) {
    const isSent = await inTransaction(db, async (work) => {
      const news = await takeNews(work.tx);
      if (news) await tellOne(context, work, news);
      return news !== undefined;
    });
    if (!isSent) return;
  }
}

async function tellOne(context: RequesterContext, work: Work, { requestId, news }: WaitingNews): Promise<void> {
  const request = await findRequest(work.tx, requestId);
  if (!request?.reporterId) return;
  const { form } = readHelpForm((await findForm(work.tx, requestId))?.form);
  if (!mayBeToldInLine(form)) return;
  const content = await contentOf(context, work, request, news);
  if (content) await tellAboutHelp(context, work, { reporterId: request.reporterId, news: content });
}

/** They said how to contact them; another way than this chat is not it. */
export function mayBeToldInLine({ contact }: HelpForm): boolean {
  return contact?.channel === undefined || contact.channel === 'line';
}

async function contentOf(
  { requestLinks: links, clock }: RequesterContext,
  work: Work,
  request: HelpRequest,
  news: WaitingNews['news'],
): Promise<HelpNews | undefined> {
  const { id: requestId, code } = request;
  const url = links.urlOf(requestId, clock.now());
  if (news === 'please-correct') {
    const fields = await listReturned(work, requestId);
    if (fields.length === 0) return undefined;
    const inChat = fields.some(({ field }) => isAnsweredByText(field));
    return { kind: 'returned', requestId, code, fields, inChat, url };
  }
  if (news === 'asked-if-received') return { kind: 'got-it', requestId, code, what: whatWasGranted(request), url };
  if (news === 'done') return { kind: 'thanks', url };
  if (news === 'granted' && request.status === 'paying' && request.notReceivedCount > 0)
    return { kind: 'not-received', url };
  // What is true by now is said, not what was true when it was kept.
  if (request.status === 'draft') return undefined;
  return { kind: 'status', code, status: inBoth(request), url };
}

/** Fields that are still to be corrected, with their labels. */
export async function listReturned(
  work: Pick<Work, 'tx'>,
  requestId: string,
): Promise<(ReturnedField & { field: string })[]> {
  const open = (await listCorrections(work.tx, [requestId])).filter(({ answeredAt }) => answeredAt === null);
  return open.map(({ field, reason }) => {
    const label = { th: labelHelpField(HELP_FORM_TEXTS.th, field), en: labelHelpField(HELP_FORM_TEXTS.en, field) };
    return { field, reason, label };
  });
}

export function inBoth({ status }: Pick<HelpRequest, 'status'>): InBoth {
  const shown = PUBLIC_STATUS[status];
  return { th: HELP_FORM_TEXTS.th.publicStatuses[shown], en: HELP_FORM_TEXTS.en.publicStatuses[shown] };
}

function whatWasGranted({ grantedBenefit, grantedAmount }: HelpRequest): InBoth {
  const benefit = findBenefit(grantedBenefit);
  const amount = grantedAmount === null ? '' : Number(grantedAmount).toLocaleString('en');
  return {
    th: [benefit?.th ?? 'ความช่วยเหลือ', amount && `${amount} บาท`].filter(Boolean).join(' '),
    en: [benefit?.en ?? 'Help', amount && `${amount} baht`].filter(Boolean).join(', '),
  };
}
