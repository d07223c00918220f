import type { Work } from '#platform/database/transaction';
import type { Case } from '../case.ts';
import { findDangerTool } from '../danger-tools.ts';
import { foldFacts } from '../fold-facts.ts';
import type { CaseFacts } from '../guards.ts';
import { getFactRow } from '../store/fact-rows.ts';

/** What the guards of this case are decided by, read after the case was locked. */
export async function loadFacts({ tx }: Work, one: Case): Promise<CaseFacts> {
  return foldFacts(one, await getFactRow(tx, one.id), findDangerTool);
}
