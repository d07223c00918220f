import type { Connection } from '#platform/database/database';
import { listExcludedOf } from '../record/store/exclusion-rows.ts';

/** Accounts that must not learn of these cases, in whatever way they are known: for what goes out to people. */
export function listBarredAccounts(
  connection: Connection,
  caseIds: readonly string[],
): Promise<{ caseId: string; accountId: string | null }[]> {
  return listExcludedOf(connection, [...caseIds]);
}
