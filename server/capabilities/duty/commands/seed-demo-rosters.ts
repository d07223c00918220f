import { bySystem, recordAction } from '#capabilities/audit';
import { addDays, thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { DutyContext } from '../context.ts';
import { MONDAY, readDemoRosters } from '../store/demo-rosters.ts';
import { insertPattern } from '../store/pattern-rows.ts';
import { hasStation, setProbes } from '../store/station-rows.ts';
import { generateShifts } from './make-pattern.ts';
import { updateReadiness } from './update-readiness.ts';

/**
 * Adds the demonstration rosters once; later changes by users stay.
 * @throws AppError `access/person-not-found` for somebody who is not in the demonstration data
 */
export async function seedDemoRosters(
  context: DutyContext,
  db: Database,
  findPersonId: (email: string) => string | undefined,
): Promise<void> {
  const rosters = await readDemoRosters();
  await inTransaction(db, async (work) => {
    const now = context.clock.now();
    for (const [code, own] of Map.groupBy(rosters, ({ agency }) => agency)) {
      const agencyId = context.jurisdiction.findAgencyByCode(code)?.id;
      if (!agencyId || (await hasStation(work.tx, agencyId))) continue;
      for (const { person, post, cycleDays, turns } of own) {
        const personId = findPersonId(`${person}@demo.ess.example`);
        if (!personId) throw new AppError('access/person-not-found', { message: `There is no ${person}.` });
        const plan = { firstDay: MONDAY, untilDay: null, cycleDays, turns };
        const generatedUntil = addDays(thaiDayOf(now), -2);
        const pattern = { id: newId(), agencyId, personId, post, ...plan, generatedUntil, endedAt: null };
        await insertPattern(work.tx, pattern, now);
        await generateShifts(work, pattern, now);
      }
      await setProbes(work.tx, agencyId, { heartbeat: own.some(({ isAsked }) => isAsked), exercises: false });
      const auditEvent = { action: 'duty/seed-roster', subjectKind: 'agency', subjectId: agencyId, at: now };
      recordAction(work, { ...bySystem('start'), ...auditEvent });
      await updateReadiness(context, work, [agencyId], bySystem('start'));
    }
  });
}
