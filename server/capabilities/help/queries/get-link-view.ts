import { canChangeHelp, PUBLIC_STATUS } from '#contract/help';
import type { HelpLinkView } from '#contract/help-link';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { HelpQueryContext } from '../context.ts';
import { isWritable } from '../draft.ts';
import { findBenefit, HELP_RULES } from '../help-rules.ts';
import { listProposals } from '../store/decision-rows.ts';
import { findRequest } from '../store/request-rows.ts';
import { getDraft } from './get-draft.ts';
import { listOwnPictures } from './list-pictures.ts';

/** Benefits that can be asked for, by name. */
const BENEFITS = HELP_RULES.benefits
  .filter(({ isActive }) => isActive)
  .map(({ code, th, en, unverified }) => ({ code, th, en, unverified }));

/** What the person sees of their own request: the form while they may write it, else how it stands. For the service. */
export async function getLinkView(
  context: HelpQueryContext,
  connection: Connection,
  id: string,
): Promise<HelpLinkView> {
  const request = await findRequest(connection, id);
  if (!request?.reporterId) throw new AppError('help/link-not-valid');
  const draft = await getDraft(context, connection, id, { reporterId: request.reporterId });
  const mayWrite = isWritable(request.status);
  const isRefused = request.status === 'not-eligible' || request.status === 'upheld';
  const refused = isRefused
    ? (await listProposals(connection, id)).find(({ kind, decision }) => kind === 'refuse' && decision === 'approved')
    : undefined;
  const granted = findBenefit(request.grantedBenefit);
  return {
    ...{ code: request.code, status: PUBLIC_STATUS[request.status], statusSince: request.statusSince.toISOString() },
    ...{ danger: request.danger, isDangerReported: request.dangerReportId !== null, isWritable: mayWrite },
    form: mayWrite ? draft.form : null,
    pictures: mayWrite ? await listOwnPictures(connection, id) : [],
    ...{ gaps: draft.gaps, corrections: draft.corrections, openCode: draft.openCode, outlook: draft.outlook },
    benefits: mayWrite ? BENEFITS : [],
    agency:
      request.submittedAt && draft.agency
        ? { nameTh: draft.agency.nameTh, nameEn: draft.agency.nameEn ?? draft.agency.nameTh }
        : null,
    granted: granted ? { th: granted.th, en: granted.en, amount: request.grantedAmount } : null,
    refusal: refused?.reason ? { reason: refused.reason, note: refused.note } : null,
    mayAppeal: canChangeHelp(request.status, 'appeal'),
    mayWithdraw: request.status !== 'draft' && canChangeHelp(request.status, 'withdraw'),
    asksReceipt: request.status === 'helped',
  };
}
