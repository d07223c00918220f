import { type Actor, agenciesWith } from '#capabilities/access';
import { isInBranch, type Jurisdiction, visibleBranches } from '#capabilities/jurisdiction';
import type { Permission } from '#contract/permission';
import type { ReferralList, ReferralListQuery, ReferralSummary } from '#contract/referral-api';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { ReferralQueryContext } from '../context.ts';
import type { Referral } from '../referral.ts';
import { listReferralRows, listSentIds } from '../store/referral-rows.ts';
import { summarize } from '../summary.ts';

const AT_MOST = 500;

/**
 * Referrals that one's agencies received or sent; row security shows no others.
 * @throws AppError `jurisdiction/agency-not-found` for an agency of somebody else
 */
export async function listReferrals(
  context: ReferralQueryContext,
  connection: Connection,
  actor: Actor,
  { side, scope, serviceCode, agencyId }: ReferralListQuery,
): Promise<ReferralList> {
  const all = agencyIdsWith(context.jurisdiction, actor, side === 'received' ? 'referral:view' : 'case:view');
  if (agencyId !== undefined && !all.includes(agencyId)) throw new AppError('jurisdiction/agency-not-found');
  const agencyIds = agencyId === undefined ? all : [agencyId];
  const choice = { side, scope, agencyIds, serviceCode: serviceCode ?? null, limit: AT_MOST + 1 };
  const found = await listReferralRows(connection, choice);
  const referrals = await summarizeReferrals(context, connection, found.slice(0, AT_MOST));
  return { referrals, isCut: found.length > AT_MOST };
}

/** The agencies in whose branches the person may do this. */
export function agencyIdsWith(jurisdiction: Jurisdiction, actor: Actor, permission: Permission): string[] {
  const branches = visibleBranches(jurisdiction, agenciesWith(actor, permission));
  if (branches.length === 0) return [];
  return jurisdiction
    .listAgencies()
    .filter(({ path }) => branches.some((branch) => isInBranch(branch, path)))
    .map(({ id }) => id);
}

/** The rows of a list: nothing that names the person, and to a receiver not even the case. */
export async function summarizeReferrals(
  { jurisdiction }: Pick<ReferralQueryContext, 'jurisdiction'>,
  connection: Connection,
  referrals: readonly Referral[],
): Promise<ReferralSummary[]> {
  if (referrals.length === 0) return [];
  const sent = await listSentIds(
    connection,
    referrals.map(({ id }) => id),
  );
  return referrals.map((one) => summarize(jurisdiction, one, sent.has(one.id)));
}
