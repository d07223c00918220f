import type { CaseClauses } from '#contract/case-work';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { listRunningClocks } from '../../clocks/store/clock-rows.ts';
import type { CareQueryContext } from '../../context.ts';
import { findCase } from '../../record/store/case-rows.ts';
import { findCaseAccess } from '../../record/store/fact-rows.ts';
import { CHILD_CLAUSES } from '../work-rules.ts';

/** What the law asks for while the person is under 18, and which of its clocks run; nothing for anybody else. */
export async function listCaseClauses(
  _context: CareQueryContext,
  connection: Connection,
  _actor: unknown,
  caseId: string,
): Promise<CaseClauses> {
  const one = (await findCaseAccess(connection, caseId)) && (await findCase(connection, caseId));
  if (!one) throw new AppError('case/not-found');
  if (!one.isMinor) return { isMinor: false, clauses: [] };
  const clocks = await listRunningClocks(connection, caseId);
  return {
    isMinor: true,
    clauses: CHILD_CLAUSES.map(({ rules, ...clause }) => ({
      ...clause,
      running: clocks
        .filter(({ rule }) => rules.includes(rule))
        .map(({ id, rule, startedAt, dueAt }) => {
          return { id, rule, startedAt: startedAt.toISOString(), dueAt: dueAt.toISOString() };
        }),
    })),
  };
}
