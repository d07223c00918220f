import { bySystem, recordAction } from '#capabilities/audit';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { keptSince } from '../keeping.ts';
import { forgetEndedCases } from '../store/forgotten-rows.ts';

/** Cases forgotten in one transaction. */
const BATCH = 100;
/** Limit for one run; the next one goes on. */
const BATCHES = 20;

/** Scheduled job: ended cases that were kept long enough go as a whole. The audit keeps that they did, and nothing of them. */
export async function forgetCases({ clock }: { clock: Clock }, db: Database): Promise<void> {
  for (let batch = 0; batch < BATCHES; batch++) {
    const forgotten = await inTransaction(db, async (work) => {
      const at = clock.now();
      const before = {
        'not-opened': keptSince('not-opened', at),
        closed: keptSince('closed', at),
        'closed-minor': keptSince('closed-minor', at),
      };
      const gone = await forgetEndedCases(work.tx, before, BATCH);
      for (const { caseId, kind } of gone) {
        const entry = { action: 'case/forgotten', subjectKind: 'case', subjectId: caseId, details: { kind }, at };
        recordAction(work, { ...bySystem('timer'), ...entry });
      }
      return gone.length;
    });
    if (forgotten < BATCH) break;
  }
}
