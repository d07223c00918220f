import type { IncidentToAlert } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { Connection } from '#platform/database/database';
import { policyFor } from './policy.ts';
import { listCurrentPolicies, listPoliciesById, type PolicyRow } from './store-policies.ts';
import type { RunRow } from './store-runs.ts';

/** The policy of each run by its id: the version with which it began, or the one in force if it has not begun. */
export async function listRunPolicies(
  jurisdiction: Pick<Jurisdiction, 'findAgency' | 'getAgency'>,
  connection: Connection,
  runs: readonly Pick<RunRow, 'id' | 'incidentId' | 'policyId'>[],
  incidents: ReadonlyMap<string, Pick<IncidentToAlert, 'responsibleAgencyId'>>,
): Promise<Map<string, PolicyRow>> {
  const pinnedIds = [...new Set(runs.flatMap(({ policyId }) => policyId ?? []))];
  const pinned = new Map((await listPoliciesById(connection, pinnedIds)).map((policy) => [policy.id, policy]));
  const current = runs.some(({ policyId }) => policyId === null) ? await listCurrentPolicies(connection) : [];
  const pathOf = (id: string) => jurisdiction.findAgency(id)?.path;
  return new Map(
    runs.flatMap((run): [string, PolicyRow][] => {
      const incident = incidents.get(run.incidentId);
      if (!incident) return [];
      const known = run.policyId ? pinned.get(run.policyId) : undefined;
      return [[run.id, known ?? policyFor(current, jurisdiction.getAgency(incident.responsibleAgencyId), pathOf)]];
    }),
  );
}
