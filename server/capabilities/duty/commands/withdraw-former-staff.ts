import { listStaff } from '#capabilities/access';
import { bySystem, recordAction } from '#capabilities/audit';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { DutyContext } from '../context.ts';
import { servesIn } from '../serving.ts';
import { endPatternsOf } from '../store/pattern-rows.ts';
import { cancelShifts, listPlannedPeople } from '../store/shift-rows.ts';

/** The limit of one `listStaff` call. */
const BATCH = 200;

/**
 * Scheduled job: withdraws the shifts of people who no longer serve in an agency, so that no station looks manned by
 * somebody who left.
 */
export async function withdrawFormerStaff({ clock }: DutyContext, db: Database): Promise<void> {
  const now = clock.now();
  const planned = await listPlannedPeople(db, now);
  for (let from = 0; from < planned.length; from += BATCH) {
    const some = planned.slice(from, from + BATCH);
    const ids = [...new Set(some.map(({ personId }) => personId))];
    const staff = new Map((await listStaff(db, { ids }, now)).map((person) => [person.id, person]));
    const gone = some.filter(({ personId, agencyId }) => {
      const person = staff.get(personId);
      return !person || !servesIn(person, agencyId);
    });
    for (const { personId, agencyId, shiftIds } of gone) {
      await inTransaction(db, async (work) => {
        await endPatternsOf(work.tx, { personId, agencyId, now });
        if ((await cancelShifts(work.tx, shiftIds, 'left-agency', now)) === 0) return;
        const auditEvent = {
          action: 'duty/leave-agency',
          subjectKind: 'person',
          subjectId: personId,
          details: { agencyId },
        };
        await recordAction(work, { ...bySystem('timer'), ...auditEvent, at: now });
      });
    }
  }
}
