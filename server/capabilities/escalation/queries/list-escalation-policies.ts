import { type Actor, agenciesWith, listStaff } from '#capabilities/access';
import { isInBranch, visibilityOf } from '#capabilities/jurisdiction';
import type { EscalationPolicies, EscalationPolicy } from '#contract/escalation';
import type { Connection } from '#platform/database/database';
import type { EscalationContext } from '../context.ts';
import { currentOf, findEditableBranch } from '../policy.ts';
import { listPolicyRows, type PolicyRow } from '../store-policies.ts';

type Context = Pick<EscalationContext, 'jurisdiction' | 'clock'>;

/** The country's policies and those of every branch that is visible to this person or contains their agency, with all versions. */
export async function listEscalationPolicies(
  { jurisdiction, clock }: Context,
  connection: Connection,
  actor: Actor,
): Promise<EscalationPolicies> {
  const ownAgencies = agenciesWith(actor, 'escalation-policy:view').flatMap((id) => jurisdiction.findAgency(id) ?? []);
  const isRelevant = ({ branchAgencyId }: PolicyRow) => {
    const top = branchAgencyId === null ? undefined : jurisdiction.findAgency(branchAgencyId);
    if (!top) return branchAgencyId === null;
    return ownAgencies.some(
      (agency) => isInBranch(visibilityOf(agency), top.path) || isInBranch(top.path, agency.path),
    );
  };
  const known = (await listPolicyRows(connection)).filter(isRelevant);
  const current = currentOf(known);
  const authors = [...new Set(known.flatMap(({ publishedBy }) => publishedBy ?? []))];
  const people = authors.length > 0 ? await listStaff(connection, { ids: authors }, clock.now()) : [];
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const editable = findEditableBranch({ jurisdiction }, actor);
  return {
    policies: known.map((row) => {
      const publishedBy = names.get(row.publishedBy ?? '') ?? null;
      return showPolicy({ jurisdiction }, row, { isCurrent: current.includes(row), publishedBy });
    }),
    ...(editable && { editable }),
  };
}

export function showPolicy(
  { jurisdiction }: Pick<Context, 'jurisdiction'>,
  row: PolicyRow,
  { isCurrent, publishedBy }: { isCurrent: boolean; publishedBy: string | null },
): EscalationPolicy {
  const { branchAgencyId, publishedAt, ...rest } = row;
  const agency = branchAgencyId === null ? undefined : jurisdiction.findAgency(branchAgencyId);
  const top = agency ? { id: agency.id, nameTh: agency.nameTh, nameEn: agency.nameEn } : null;
  return { ...rest, branch: top, publishedAt: publishedAt.toISOString(), publishedBy, isCurrent };
}
