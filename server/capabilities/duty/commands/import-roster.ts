import { type Actor, listStaff } from '#capabilities/access';
import { byPerson, recordAct } from '#capabilities/audit';
import type { RosterFile, RosterImport, RosterImportRow } from '#contract/duty';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { DutyContext } from '../context.ts';
import { mustReach } from '../reach.ts';
import { readWorkbook } from '../read-workbook.ts';
import { findPerson, type RosterRow, readRosterFile, readRosterTable } from '../roster-file.ts';
import { servesIn } from '../serving.ts';
import { lockRosters, type NewShiftRow } from '../store/shift-rows.ts';
import { judgeShifts, planAll } from './plan-shifts.ts';
import { settleReadiness } from './settle-readiness.ts';

type Judged = { row: RosterRow; shift: NewShiftRow | undefined; trouble: RosterImportRow['trouble'] };

/**
 * A month's roster from a table. A preview writes nothing and says what is wrong in which row; the import itself takes
 * all rows or none, so that a half-read roster never looks like a whole one.
 * @throws AppError `jurisdiction/agency-not-found`, `duty/file-unreadable`, `duty/file-locked`, `duty/file-too-large`,
 * `duty/import-has-errors`
 */
export async function importRoster(
  context: DutyContext,
  work: Work,
  actor: Actor,
  { agencyId, text, workbook, isPreview }: RosterFile & { agencyId: string },
): Promise<RosterImport> {
  mustReach(context.jurisdiction, actor, 'duty:manage', agencyId);
  const rows = workbook
    ? readRosterTable(await readWorkbook(Buffer.from(workbook, 'base64')))
    : readRosterFile(text ?? '');
  const now = context.clock.now();
  await lockRosters(work.tx, [agencyId]);
  const judged = await judgeRows(work, { agencyId, rows, now });
  const wrong = judged.filter(({ trouble }) => trouble !== null).length;
  if (!isPreview) {
    if (wrong > 0 || judged.length === 0) throw new AppError('duty/import-has-errors');
    await planAll(
      work.tx,
      judged.flatMap(({ shift }) => shift ?? []),
      now,
    );
  }
  const act = isPreview ? 'duty/preview-roster' : 'duty/import-roster';
  const details = { rows: judged.length, wrong };
  const deed = { act, subjectKind: 'agency', subjectId: agencyId, details, at: now };
  await recordAct(work, { ...byPerson(actor), ...deed });
  if (!isPreview) await settleReadiness(context, work, [agencyId], byPerson(actor));
  return { rows: judged.map(showRow), wrong };
}

async function judgeRows(
  { tx }: Work,
  { agencyId, rows, now }: { agencyId: string; rows: RosterRow[]; now: Date },
): Promise<Judged[]> {
  const staff = await listStaff(tx, { agencyIds: [agencyId] }, now);
  const people = staff.filter((person) => servesIn(person, agencyId));
  const read = rows.map((row): Judged => {
    const { post, startsAt, endsAt, trouble } = row;
    if (trouble || !post || !startsAt || !endsAt) return { row, shift: undefined, trouble: trouble ?? 'no-time' };
    const person = findPerson(row.name, people);
    if (typeof person === 'string') return { row, shift: undefined, trouble: person };
    const plan = { id: newId(), agencyId, personId: person.id, post, startsAt, endsAt };
    return { row, shift: { ...plan, source: 'import', patternId: null, standsInFor: null }, trouble: null };
  });
  const judged = await judgeShifts(
    tx,
    read.flatMap(({ shift }) => shift ?? []),
    now,
  );
  const troubles = new Map(judged.map(({ shift, trouble }) => [shift.id, trouble]));
  return read.map((one) => ({ ...one, trouble: one.trouble ?? troubles.get(one.shift?.id ?? '') ?? null }));
}

function showRow({ row: { line, name, post, startsAt, endsAt }, trouble }: Judged): RosterImportRow {
  const [from, to] = [startsAt?.toISOString() ?? null, endsAt?.toISOString() ?? null];
  return { line, name, post, startsAt: from, endsAt: to, trouble };
}
