import type { CaseClocks } from '#contract/case-api';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { CareQueryContext } from '../../context.ts';
import { findCaseAccess } from '../../record/store/fact-rows.ts';
import { rulesOn } from '../clock.ts';
import { CLOCK_BOOK } from '../clock-rules.ts';
import { listRunningClocks } from '../store/clock-rows.ts';

/** The running clocks of a case, the next one first, each with its source; invited people see none. */
export async function listCaseClocks(
  _context: CareQueryContext,
  connection: Connection,
  _actor: unknown,
  caseId: string,
): Promise<CaseClocks> {
  if (!(await findCaseAccess(connection, caseId))) throw new AppError('case/not-found');
  const clocks = await listRunningClocks(connection, caseId);
  return {
    clocks: clocks.flatMap(({ id, rule: name, subjectId, startedAt, dueAt, halfAt, pausedAt, passedAt }) => {
      const rule = rulesOn(CLOCK_BOOK.rules, thaiDayOf(startedAt)).find((one) => one.rule === name);
      if (!rule) return [];
      const { kind, th, en, clause, source, unverified } = rule;
      return [
        {
          ...{ id, rule: name, kind, th, en, clause, source, unverified, subjectId },
          startedAt: startedAt.toISOString(),
          remindsAt: halfAt?.toISOString() ?? null,
          dueAt: dueAt.toISOString(),
          pausedAt: pausedAt?.toISOString() ?? null,
          passedAt: passedAt?.toISOString() ?? null,
        },
      ];
    }),
  };
}
