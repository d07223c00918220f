import type { Connection, Database } from '#platform/database/database';
import { countPolicies, listPolicyRows, type PolicyRow } from './store-policies.ts';

/** Notifies the processes that a policy was published. */
export const POLICIES_TOPIC = 'escalation-policies';

/** All versions in memory: none is ever changed, and each report asks for them. */
export type Policies = {
  /** All versions, among them those with which these runs began. @param connection for what is not known yet */
  forRuns(runs: readonly { policyId: string | null }[], connection?: Connection): Promise<readonly PolicyRow[]>;
  /** Loads what has been published since; on its topic, and once a second whatever was heard. */
  refresh(): Promise<void>;
};

export function createPolicies(db: Database): Policies {
  let known: PolicyRow[] = [];
  const load = async (connection: Connection): Promise<readonly PolicyRow[]> => {
    known = await listPolicyRows(connection);
    return known;
  };
  const isKnown = (id: string) => known.some((policy) => policy.id === id);
  return {
    async forRuns(runs, connection = db) {
      const ids = runs.flatMap(({ policyId }) => policyId ?? []);
      // Another process may have begun a run with a version that has not been heard of here.
      return known.length === 0 || !ids.every(isKnown) ? load(connection) : known;
    },
    async refresh() {
      if ((await countPolicies(db)) !== known.length) await load(db);
    },
  };
}
