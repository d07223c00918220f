import { type Actor, agenciesWith, nameStaff } from '#capabilities/access';
import { isInBranch, type Jurisdiction, visibleBranches } from '#capabilities/jurisdiction';
import type { HelpList, HelpSummary } from '#contract/help-api';
import { readHelpForm } from '#contract/help-form';
import type { Permission } from '#contract/permission';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { HelpQueryContext } from '../context.ts';
import { helpClockOf } from '../help-clock.ts';
import type { HelpRequest } from '../request.ts';
import { listForms } from '../store/form-rows.ts';
import { listQueue, type QueueScope } from '../store/request-rows.ts';

const AT_MOST = 500;

/**
 * Requests of one's centre, province or country; row security shows no others.
 * @throws AppError `jurisdiction/agency-not-found` for an agency of somebody else
 */
export async function listRequests(
  context: HelpQueryContext,
  connection: Connection,
  actor: Actor,
  { scope, agencyId }: { scope: QueueScope; agencyId?: string | undefined },
): Promise<HelpList> {
  const all = agencyIdsWith(context.jurisdiction, actor, 'help:view');
  if (agencyId !== undefined && !all.includes(agencyId)) throw new AppError('jurisdiction/agency-not-found');
  const agencyIds = agencyId === undefined ? all : [agencyId];
  const found = await listQueue(connection, { scope, agencyIds, personId: actor.userId, limit: AT_MOST + 1 });
  return {
    requests: await summarizeRequests(context, connection, found.slice(0, AT_MOST)),
    isCut: found.length > AT_MOST,
  };
}

/** The agencies in whose branches the person may do this. */
function agencyIdsWith(jurisdiction: Jurisdiction, actor: Actor, permission: Permission): string[] {
  const branches = visibleBranches(jurisdiction, agenciesWith(actor, permission));
  return jurisdiction
    .listAgencies()
    .filter(({ path }) => branches.some((branch) => isInBranch(branch, path)))
    .map(({ id }) => id);
}

export async function summarizeRequests(
  { jurisdiction, clock }: HelpQueryContext,
  connection: Connection,
  requests: readonly HelpRequest[],
): Promise<HelpSummary[]> {
  if (requests.length === 0) return [];
  const now = clock.now();
  const name = await nameStaff(
    connection,
    requests.map(({ workerId }) => workerId),
    now,
  );
  const stored = await listForms(
    connection,
    requests.map(({ id }) => id),
  );
  const forms = new Map(stored.map(({ requestId, form }) => [requestId, form]));
  return requests.map((request) => {
    const { id, code, version, status, channel, place, benefit, danger, notReceivedCount } = request;
    const { nameTh, nameEn } = jurisdiction.getAgency(request.agencyId);
    return {
      ...{ id, code, version, status, channel, place, benefit, danger, notReceivedCount },
      statusSince: request.statusSince.toISOString(),
      personName: readHelpForm(forms.get(id)).form.person?.name ?? null,
      agency: { id: request.agencyId, nameTh, nameEn },
      worker: request.workerId ? name(request.workerId) : null,
      clock: helpClockOf(request, now) ?? null,
      submittedAt: request.submittedAt?.toISOString() ?? null,
      receivedAt: request.receivedAt?.toISOString() ?? null,
      isToAsk: status === 'helped' && request.askedAt !== null,
    };
  });
}
