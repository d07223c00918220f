import type { Actor } from '#capabilities/access';
import type { EarlierHelp, HelpDraft } from '#contract/help-api';
import { readHelpForm } from '#contract/help-form';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { outlookOf } from '../ceiling.ts';
import type { HelpQueryContext } from '../context.ts';
import { findOpenSame, gapsOf } from '../draft.ts';
import { findForm, listCorrections } from '../store/form-rows.ts';
import { type EarlierRow, findRequest, listEarlier } from '../store/request-rows.ts';

/** What whoever writes a request sees of it, with what is known before it is sent. For the service. */
export async function getDraft(
  { clock, jurisdiction }: HelpQueryContext,
  connection: Connection,
  id: string,
): Promise<HelpDraft> {
  const request = await findRequest(connection, id);
  if (!request) throw new AppError('help/draft-not-found');
  const stored = await findForm(connection, id);
  const { form, unreadable } = readHelpForm(stored?.form);
  const earlier = await listEarlier(connection, request);
  const agency = jurisdiction.findAgency(request.agencyId);
  const open = findOpenSame(request, earlier);
  const asked = (await listCorrections(connection, [id])).filter(({ answeredAt }) => answeredAt === null);
  return {
    ...{
      id,
      code: request.submittedAt ? request.code : null,
      version: request.version,
      status: request.status,
      channel: request.channel,
    },
    ...{ danger: request.danger, dangerReportId: request.dangerReportId, form },
    gaps: gapsOf(request, form, unreadable),
    agency: agency ? { id: agency.id, nameTh: agency.nameTh, nameEn: agency.nameEn } : null,
    earlier: earlier.map(showEarlier),
    openCode: open?.code ?? null,
    outlook: outlookOf(form, earlier, clock.now()),
    corrections: asked.map(({ field, reason }) => ({ field, reason })),
    savedAt: (stored?.savedAt ?? request.openedAt).toISOString(),
  };
}

/** The own draft, or own request that was returned. For the service. @throws AppError `help/draft-not-found` */
export async function getOwnDraft(
  context: HelpQueryContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<HelpDraft> {
  const request = await findRequest(connection, id);
  const isWritable = request?.status === 'draft' || request?.status === 'returned-for-correction';
  if (!isWritable || request.filedByPersonId !== actor.userId) throw new AppError('help/draft-not-found');
  return getDraft(context, connection, id);
}

export function showEarlier(row: EarlierRow): EarlierHelp {
  const { code, status, channel, benefit, samePerson, submittedAt, grantedAt, grantedAmount } = row;
  return {
    ...{ code, status, channel, benefit, samePerson, grantedAmount },
    submittedAt: submittedAt?.toISOString() ?? null,
    grantedAt: grantedAt?.toISOString() ?? null,
  };
}
