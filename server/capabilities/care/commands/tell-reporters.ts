import { tellWhoCares } from '#capabilities/intake';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { CareContext } from '../context.ts';
import { recordCaseStep } from '../record/commands/record-case-change.ts';
import { saveTold, type Told, takeUntold } from '../record/store/told-rows.ts';

/** Cases whose reporters are told in one transaction. */
const BATCH = 50;

/**
 * A scheduled job: whoever reported learns who will contact them, once, and never in silence or where somebody else may
 * read it. What became of it stands in the timeline.
 */
export async function tellReporters(context: CareContext, db: Database): Promise<void> {
  const taken = await inTransaction(db, async (work) => {
    const due = await takeUntold(work.tx, BATCH);
    const told: Told[] = [];
    for (const { id, agencyId, reportId, silent, phones, reporterIds } of due) {
      const { nameTh, nameEn } = context.jurisdiction.getAgency(agencyId);
      const names = { agencyTh: nameTh, agencyEn: nameEn ?? nameTh };
      const outcome =
        silent || !reportId
          ? 'silent'
          : await tellWhoCares(context, work, { reportId, barred: { phones, reporterIds }, ...names });
      told.push({ caseId: id, message: outcome === 'told' ? 'sent' : 'withheld' });
      const kind = outcome === 'told' ? 'reporter-told' : 'reporter-not-told';
      const details: Record<string, string> = outcome === 'told' ? {} : { why: outcome };
      await recordCaseStep(context, work, id, { kind, by: 'timer', details, codes: { outcome } });
    }
    await saveTold(work.tx, told);
    return due.length;
  });
  if (taken === BATCH) await tellReporters(context, db);
}
