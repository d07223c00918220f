import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { Permission } from '#contract/permission';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { HelpContext } from '../context.ts';
import type { HelpRequest } from '../request.ts';
import { findRequestForChange, isStaffOf } from '../store/request-rows.ts';

/**
 * Loads and locks a request for staff who may do this for its agency. Row security shows nobody one that is not theirs, or
 * of their own family: it is answered like one that does not exist.
 * @throws AppError `help/not-found`, `access/not-permitted`
 */
export async function loadRequest(
  { jurisdiction }: Pick<HelpContext, 'jurisdiction'>,
  work: Work,
  actor: Actor,
  id: string,
  permission: Permission,
): Promise<HelpRequest> {
  // Whoever only filed it sees a status, and that is no reason to act on it.
  if (!(await isStaffOf(work.tx, id))) throw new AppError('help/not-found');
  const found = await findRequestForChange(work.tx, id);
  if (!found) throw new AppError('help/not-found');
  if (!mayFor(jurisdiction, actor, permission, [found.agencyId])) throw new AppError('access/not-permitted');
  return found;
}

/**
 * Loads and locks a request of somebody who writes it themselves or for a neighbour. For the service.
 * @throws AppError `help/draft-not-found` for anybody else's
 */
export async function loadOwnRequest(work: Work, filer: Filer, id: string): Promise<HelpRequest> {
  const found = await findRequestForChange(work.tx, id);
  if (!found || !isFiledBy(found, filer)) throw new AppError('help/draft-not-found');
  return found;
}

/** `dangerReportId`: what they reported just now, in this transaction. */
type RequesterFiler = { kind: 'requester'; requestId: string; reporterId: string; dangerReportId?: string };

/** Who files: a colleague or volunteer for somebody, or the person themselves by the link that only they were given. */
export type Filer = { kind: 'staff'; actor: Actor } | RequesterFiler;

export function isFiledBy(request: Pick<HelpRequest, 'id' | 'filedByPersonId'>, filer: Filer): boolean {
  if (filer.kind === 'requester') return filer.requestId === request.id;
  return request.filedByPersonId === filer.actor.userId;
}
