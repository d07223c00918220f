import { agenciesWith, listStaff } from '#capabilities/access';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import { findPlanTrouble, type PlanTrouble } from '../plan.ts';
import type { Span } from '../span.ts';
import { listAbsences } from '../store/absence-rows.ts';
import { insertShifts, listShiftsOfPeople, type NewShiftRow } from '../store/shift-rows.ts';
import { insertStations } from '../store/station-rows.ts';

type Planned = { shift: NewShiftRow; trouble: PlanTrouble | undefined };

/**
 * Checks each shift as if those before it were planned already; writes nothing.
 * @param without ids of shifts that these replace
 */
export async function judgeShifts(
  tx: Connection,
  shifts: readonly NewShiftRow[],
  now: Date,
  without: ReadonlySet<string> = new Set(),
): Promise<Planned[]> {
  if (shifts.length === 0) return [];
  const personIds = [...new Set(shifts.map(({ personId }) => personId))];
  const span = {
    from: new Date(Math.min(...shifts.map(({ startsAt }) => startsAt.getTime()))),
    to: new Date(Math.max(...shifts.map(({ endsAt }) => endsAt.getTime()))),
  };
  const taken = Map.groupBy<string, Span & { personId: string }>(
    (await listShiftsOfPeople(tx, personIds, span)).filter(({ id }) => !without.has(id)),
    ({ personId }) => personId,
  );
  const away = Map.groupBy(await listAbsences(tx, personIds, span), ({ personId }) => personId);
  return shifts.map((shift) => {
    const { personId } = shift;
    const own = taken.get(personId) ?? [];
    const trouble = findPlanTrouble(shift, { taken: own, away: away.get(personId) ?? [], now });
    if (!trouble) taken.set(personId, [...own, shift]);
    return { shift, trouble };
  });
}

/** Inserts the shifts that can be planned and returns all with their trouble; their agencies get a roster here. */
export async function planShifts(tx: Connection, shifts: readonly NewShiftRow[], now: Date): Promise<Planned[]> {
  const judged = await judgeShifts(tx, shifts, now);
  const good = judged.filter(({ trouble }) => !trouble).map(({ shift }) => shift);
  await insertStations(tx, [...new Set(good.map(({ agencyId }) => agencyId))], now);
  await insertShifts(tx, good, now);
  return judged.filter(({ trouble }) => trouble);
}

/** @throws AppError `duty/unfit-time`, `duty/over`, `duty/overlaps`, `duty/absent` */
export async function planAll(tx: Connection, shifts: readonly NewShiftRow[], now: Date): Promise<void> {
  const [first] = await planShifts(tx, shifts, now);
  if (first?.trouble) throw new AppError(`duty/${first.trouble}`);
}

/** @throws AppError `duty/does-not-serve` for somebody without a serving role in the agency today */
export async function mustServe(
  tx: Connection,
  { personId, agencyId, now }: { personId: string; agencyId: string; now: Date },
): Promise<void> {
  const [person] = await listStaff(tx, { ids: [personId] }, now);
  if (!person || !agenciesWith(person, 'duty:serve').includes(agencyId)) throw new AppError('duty/does-not-serve');
}
