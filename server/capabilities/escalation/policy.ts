import { type Actor, agenciesWith } from '#capabilities/access';
import { isInBranch, type Jurisdiction, visibilityOf } from '#capabilities/jurisdiction';
import { type EscalationPolicies, POLICY_AGENCY_KINDS, type PolicyAgencyKind } from '#contract/escalation';
import type { Agency } from '#contract/jurisdiction';
import type { PolicyRow } from './store-policies.ts';

/** The policies in force: of each kind and branch the highest version. */
export function currentOf(policies: readonly PolicyRow[]): PolicyRow[] {
  const byScope = new Map<string, PolicyRow>();
  for (const policy of policies) {
    const scope = `${policy.agencyKind} ${policy.branchAgencyId}`;
    if ((byScope.get(scope)?.version ?? 0) < policy.version) byScope.set(scope, policy);
  }
  return [...byScope.values()];
}

/**
 * The policy in force for an agency: that of the narrowest branch that contains it, else the country's. An agency of another
 * kind uses the policy for stations.
 * @throws Error if the country has none; a migration inserts them
 */
export function policyFor(
  jurisdiction: Pick<Jurisdiction, 'findAgency'>,
  policies: readonly PolicyRow[],
  agency: Pick<Agency, 'kind' | 'path'>,
): PolicyRow {
  const kind: PolicyAgencyKind = POLICY_AGENCY_KINDS.find((known) => known === agency.kind) ?? 'station';
  const fitting = currentOf(policies)
    .filter((policy) => policy.agencyKind === kind)
    .map((policy) => ({
      policy,
      path: policy.branchAgencyId ? jurisdiction.findAgency(policy.branchAgencyId)?.path : '',
    }))
    .filter(({ path }) => path === '' || (path !== undefined && isInBranch(path, agency.path)))
    .sort((one, other) => (other.path?.length ?? 0) - (one.path?.length ?? 0));
  const narrowest = fitting[0];
  if (!narrowest) throw new Error(`no escalation policy for ${kind}`);
  return narrowest.policy;
}

/** The policy of a run: the version with which it began; of a new run the one in force for the responsible agency. */
export function policyOfRun(
  jurisdiction: Pick<Jurisdiction, 'findAgency' | 'getAgency'>,
  policies: readonly PolicyRow[],
  { policyId }: { policyId: string | null },
  { responsibleAgencyId }: { responsibleAgencyId: string },
): PolicyRow {
  const begun = policies.find(({ id }) => id === policyId);
  return begun ?? policyFor(jurisdiction, policies, jurisdiction.getAgency(responsibleAgencyId));
}

/** The branch for which a person may publish: the national desk for the country, a province for itself. */
export function findEditableBranch(
  { jurisdiction }: { jurisdiction: Pick<Jurisdiction, 'findAgency'> },
  actor: Pick<Actor, 'memberships'>,
): EscalationPolicies['editable'] {
  const edited = agenciesWith(actor, 'escalation-policy:edit').flatMap((id) => jurisdiction.findAgency(id) ?? []);
  const widest = edited.sort((one, other) => visibilityOf(one).length - visibilityOf(other).length)[0];
  if (!widest) return undefined;
  const { id, nameTh, nameEn, kind } = widest;
  const isCountry = kind === 'national-desk' || kind === 'national-police';
  return { branchId: isCountry ? null : id, nameTh, nameEn };
}
