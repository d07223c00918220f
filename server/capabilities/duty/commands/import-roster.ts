import { type Actor, agenciesWith, listStaff, listStaffNumbers, type NameOf } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import type { RosterFile, RosterImport, RosterImportRow } from '#contract/duty';
import { DAY_MS } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { type Compared, compareRoster } from '../compare-roster.ts';
import type { DutyContext } from '../context.ts';
import { findPerson } from '../find-person.ts';
import type { RosterSource } from '../read-roster.ts';
import type { RosterRow, RosterTable } from '../roster-file.ts';
import { mustBeInScope } from '../scope.ts';
import { cancelShifts, listShiftsOf, lockRosters, type NewShiftRow, type ShiftRow } from '../store/shift-rows.ts';
import { judgeShifts, planAll } from './plan-shifts.ts';
import { updateReadiness } from './update-readiness.ts';

type Judged = { row: RosterRow; compared: Compared | undefined; trouble: RosterImportRow['trouble'] };
type ImportPlan = { judged: Judged[]; removed: ShiftRow[]; nameOf: NameOf };

/**
 * Imports a month's roster from a table. A preview writes nothing and reports the change and the trouble of each row.
 * The import takes all rows or none. Importing the same file again changes nothing; a corrected file replaces what was
 * imported for its days.
 * @throws AppError `jurisdiction/agency-not-found`, `duty/file-unreadable`, `duty/file-locked`, `duty/file-too-large`,
 * `duty/quote-open`, `duty/no-header`, `duty/columns-missing`, `duty/import-has-errors`, `server/overloaded`,
 * `request/too-many`
 */
export async function importRoster(
  context: DutyContext,
  work: Work,
  actor: Actor,
  { agencyId, ...file }: RosterFile & { agencyId: string },
): Promise<RosterImport> {
  mustBeInScope(context.jurisdiction, actor, 'duty:manage', agencyId);
  const table = await context.readRoster(sourceOf(file), actor.userId);
  const now = context.clock.now();
  await lockRosters(work.tx, [agencyId]);
  const plan = await planImport(work, { agencyId, rows: table.rows, mode: file.mode, now });
  const answer = showImport(table, plan);
  const count = (change: RosterImportRow['change']) => answer.rows.filter((row) => row.change === change).length;
  if (!file.isPreview) {
    if (answer.wrong > 0 || answer.rows.length === 0) throw new AppError('duty/import-has-errors');
    const gone = plan.judged.flatMap(({ compared }) => compared?.was ?? []).concat(plan.removed);
    await cancelShifts(
      work.tx,
      gone.map(({ id }) => id),
      'withdrawn',
      now,
    );
    await planAll(
      work.tx,
      plan.judged.flatMap(({ compared }) => (isNew(compared) ? compared.shift : [])),
      now,
    );
  }
  const action = file.isPreview ? 'duty/preview-roster' : 'duty/import-roster';
  const changes = { added: count('added'), changed: count('changed'), removed: plan.removed.length };
  const details = { rows: answer.rows.length, wrong: answer.wrong, ...changes };
  const auditEvent = { action, subjectKind: 'agency', subjectId: agencyId, details, at: now };
  recordAction(work, { ...byPerson(actor), ...auditEvent });
  if (!file.isPreview) await updateReadiness(context, work, [agencyId], byPerson(actor));
  return answer;
}

function sourceOf({ text = '', workbook, sheet }: Pick<RosterFile, 'text' | 'workbook' | 'sheet'>): RosterSource {
  if (workbook === undefined) return { text };
  return { workbook: Buffer.from(workbook, 'base64'), ...(sheet !== undefined && { sheet }) };
}

async function planImport(
  { tx }: Work,
  { agencyId, rows, mode, now }: { agencyId: string; rows: RosterRow[]; mode: RosterFile['mode']; now: Date },
): Promise<ImportPlan> {
  const staff = (await listStaff(tx, { agencyIds: [agencyId] }, now)).filter((person) =>
    agenciesWith(person, 'duty:serve').includes(agencyId),
  );
  const numbers = await listStaffNumbers(
    tx,
    staff.map(({ id }) => id),
  );
  const people = staff.map((person) => ({ ...person, staffNumber: numbers.get(person.id) ?? null }));
  const read = rows.map((row): { row: RosterRow; shift?: NewShiftRow; trouble: RosterImportRow['trouble'] } => {
    const { post, startsAt, endsAt, trouble } = row;
    if (trouble || !post || !startsAt || !endsAt) return { row, trouble: trouble ?? 'no-time' };
    const person = findPerson(row, people);
    if (typeof person === 'string') return { row, trouble: person };
    const shift = { id: newId(), agencyId, personId: person.id, post, startsAt, endsAt };
    return { row, shift: { ...shift, source: 'import', patternId: null, standsInFor: null }, trouble: null };
  });
  const shifts = read.flatMap(({ shift }) => shift ?? []);
  const planned = await listShiftsOf(tx, [agencyId], spanOf(shifts, now));
  const blocked = read.filter(({ trouble }) => trouble).map(({ row }) => row);
  const compared = compareRoster(shifts, planned, { now, mode, blocked });
  const gone = compared.rows.flatMap(({ was }) => was ?? []).concat(compared.removed);
  const fresh = compared.rows.filter(isNew).map(({ shift }) => shift);
  const troubles = await judgeShifts(tx, fresh, now, new Set(gone.map(({ id }) => id)));
  const troubleOf = new Map(troubles.map(({ shift, trouble }) => [shift.id, trouble]));
  const comparedOf = new Map(compared.rows.map((one) => [one.shift.id, one]));
  const judged = read.map(({ row, shift, trouble }): Judged => {
    const found = troubleOf.get(shift?.id ?? '');
    // Rows in the past have their own change, `past`.
    return {
      row,
      compared: comparedOf.get(shift?.id ?? ''),
      trouble: trouble ?? (found === 'over' ? null : (found ?? null)),
    };
  });
  const others = await listStaff(tx, { ids: gone.map(({ personId }) => personId) }, now);
  const names = new Map([...staff, ...others].map(({ id, name }) => [id, name]));
  const nameOf: NameOf = (id) => ({ id, name: names.get(id) ?? '–' });
  return { judged, removed: compared.removed, nameOf };
}

function isNew(compared: Compared | undefined): compared is Compared {
  return compared?.change === 'added' || compared?.change === 'changed';
}

/** From a day before the first shift to a day after the last, so that both days are covered. */
function spanOf(shifts: readonly NewShiftRow[], now: Date): { from: Date; to: Date } {
  const begins = shifts.map(({ startsAt }) => startsAt.getTime());
  const ends = shifts.map(({ endsAt }) => endsAt.getTime());
  return {
    from: new Date(Math.min(now.getTime(), ...begins) - DAY_MS),
    to: new Date(Math.max(now.getTime(), ...ends) + DAY_MS),
  };
}

function showImport(
  { skipped, sheet, otherSheets }: RosterTable,
  { judged, removed, nameOf }: ImportPlan,
): RosterImport {
  const rows = judged.map(({ row: { line, name, post, startsAt, endsAt }, compared, trouble }): RosterImportRow => {
    const person = compared ? nameOf(compared.shift.personId).name : null;
    const [from, to] = [startsAt?.toISOString() ?? null, endsAt?.toISOString() ?? null];
    const was = compared?.was ? showPlanned(compared.was, nameOf) : null;
    const change = trouble ? null : (compared?.change ?? null);
    return { line, name, person, post, startsAt: from, endsAt: to, trouble, change, was };
  });
  const wrong = rows.filter(({ trouble }) => trouble !== null).length;
  return { rows, removed: removed.map((one) => showPlanned(one, nameOf)), wrong, skipped, sheet, otherSheets };
}

function showPlanned({ personId, post, startsAt, endsAt }: ShiftRow, nameOf: NameOf): RosterImport['removed'][number] {
  return { name: nameOf(personId).name, post, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() };
}
