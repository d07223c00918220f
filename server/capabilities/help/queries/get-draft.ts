import type { Actor } from '#capabilities/access';
import type { EarlierHelp, HelpDraft } from '#contract/help-api';
import { readHelpForm } from '#contract/help-form';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { outlookOf } from '../ceiling.ts';
import type { HelpQueryContext } from '../context.ts';
import { findOpenSame, gapsOf, isWritable, knownFrom, mayBeShown, type Viewer } from '../draft.ts';
import type { HelpRequest } from '../request.ts';
import { findForm, listCorrections } from '../store/form-rows.ts';
import { type EarlierRow, findRequest, listEarlier } from '../store/request-rows.ts';

/**
 * What whoever writes a request sees of it, with what is known before it is sent; of one that they can't write in now only the
 * status. For the service.
 */
export async function getDraft(
  context: HelpQueryContext,
  connection: Connection,
  id: string,
  viewer: Viewer,
): Promise<HelpDraft> {
  const request = await findRequest(connection, id);
  if (!request) throw new AppError('help/draft-not-found');
  const agency = context.jurisdiction.findAgency(request.agencyId);
  return {
    ...{ id, code: request.submittedAt ? request.code : null, version: request.version, status: request.status },
    ...{ channel: request.channel, danger: request.danger, dangerReportId: request.dangerReportId },
    agency: agency ? { id: agency.id, nameTh: agency.nameTh, nameEn: agency.nameEn } : null,
    ...(isWritable(request.status)
      ? await readWritable(context, connection, request, viewer)
      : { ...NOTHING_WRITTEN, savedAt: request.updatedAt.toISOString() }),
  };
}

const NOTHING_WRITTEN = { form: {}, gaps: [], earlier: [], openCode: null, outlook: [], corrections: [] };

async function readWritable({ clock }: HelpQueryContext, connection: Connection, request: HelpRequest, viewer: Viewer) {
  const stored = await findForm(connection, request.id);
  const { form, unreadable } = readHelpForm(stored?.form);
  const known = { ...request, ...knownFrom(form) };
  const earlier = (await listEarlier(connection, known)).filter((row) => mayBeShown(row, viewer));
  const asked = (await listCorrections(connection, [request.id])).filter(({ answeredAt }) => answeredAt === null);
  return {
    form,
    gaps: gapsOf(request, form, unreadable),
    earlier: earlier.map(showEarlier),
    openCode: findOpenSame(known, earlier)?.code ?? null,
    outlook: outlookOf(form, earlier, clock.now()),
    corrections: asked.map(({ field, reason }) => ({ field, reason })),
    savedAt: (stored?.savedAt ?? request.openedAt).toISOString(),
  };
}

/** The own draft, or own request that was returned. For the service. @throws AppError `help/draft-not-found` */
export async function getOwnDraft(
  context: HelpQueryContext,
  connection: Connection,
  { userId: personId }: Actor,
  id: string,
): Promise<HelpDraft> {
  const request = await findRequest(connection, id);
  if (!request || !isWritable(request.status) || request.filedByPersonId !== personId)
    throw new AppError('help/draft-not-found');
  return getDraft(context, connection, id, { personId });
}

export function showEarlier(row: EarlierRow): EarlierHelp {
  const { code, status, channel, benefit, samePerson, submittedAt, grantedAt, grantedAmount } = row;
  return {
    ...{ code, status, channel, benefit, samePerson, grantedAmount },
    submittedAt: submittedAt?.toISOString() ?? null,
    grantedAt: grantedAt?.toISOString() ?? null,
  };
}
