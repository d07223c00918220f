import { agenciesWith, listStaff } from '#capabilities/access';
import { bySystem, recordAction } from '#capabilities/audit';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { DutyContext } from '../context.ts';
import { endPatternsOf } from '../store/pattern-rows.ts';
import { cancelShifts, listPlannedPeople } from '../store/shift-rows.ts';

/**
 * Scheduled job: withdraws the shifts of people who no longer serve in an agency, so that no station looks manned by
 * somebody who left.
 */
export async function withdrawFormerStaff({ clock }: DutyContext, db: Database): Promise<void> {
  const now = clock.now();
  const planned = await listPlannedPeople(db, now);
  const ids = [...new Set(planned.map(({ personId }) => personId))];
  const staff = new Map((await listStaff(db, { ids }, now)).map((person) => [person.id, person]));
  const gone = planned.filter(({ personId, agencyId }) => {
    const person = staff.get(personId);
    return !person || !agenciesWith(person, 'duty:serve').includes(agencyId);
  });
  for (const { personId, agencyId, shiftIds } of gone) {
    await inTransaction(db, async (work) => {
      await endPatternsOf(work.tx, { personId, agencyId, now });
      if ((await cancelShifts(work.tx, shiftIds, 'left-agency', now)) === 0) return;
      const auditEvent = { action: 'duty/leave-agency', subjectKind: 'person', subjectId: personId };
      recordAction(work, { ...bySystem('timer'), ...auditEvent, details: { agencyId }, at: now });
    });
  }
}
