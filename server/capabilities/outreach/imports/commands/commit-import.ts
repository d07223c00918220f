import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { mayFor } from '#capabilities/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { inTransaction, type Work } from '#platform/database/transaction';
import { type OutreachContext, PLACEMENTS_TOPIC } from '../../context.ts';
import { newPlacementCode } from '../../record/new-code.ts';
import {
  addFromRows,
  changeFromRows,
  countChanges,
  deleteImportRows,
  deleteOldImports,
  giveCodes,
  listTakenCodes,
  lockImport,
  planForManyRows,
  updateImport,
} from '../store/import-rows.ts';

/** Rows of one statement: none takes so long that its connection is given up. */
const AT_A_TIME = 25_000;
const KEPT_MS = 24 * 3_600_000;

/**
 * Makes placements of a file that was read: all of its rows that are not wrong, or, if anything fails, none.
 * @throws AppError `outreach/import-not-found`, `outreach/import-ended`, `outreach/import-changed`
 */
export async function commitImport(
  { jurisdiction, notifier, clock }: OutreachContext,
  work: Work,
  actor: Actor,
  { id, leaveOut }: { id: string; leaveOut: number },
): Promise<{ added: number; changed: number }> {
  const known = await lockImport(work.tx, id);
  if (!known || !mayFor(jurisdiction, actor, 'outreach:edit', [known.agencyId]))
    throw new AppError('outreach/import-not-found');
  if (known.status !== 'ready')
    throw new AppError('outreach/import-ended', { lostTo: { actions: ['outreach/commit-import'], subjects: [id] } });
  const { counts } = known;
  await planForManyRows(work.tx);
  // A crash of the database empties the preview.
  const now = await countChanges(work.tx, known);
  if (now.rows !== counts.rows || leaveOut !== counts.wrong) throw new AppError('outreach/import-changed');
  for (let taken = await listTakenCodes(work.tx, id); taken.length > 0; taken = await listTakenCodes(work.tx, id)) {
    await giveCodes(
      work.tx,
      id,
      taken.map((row) => ({ row, code: newPlacementCode() })),
    );
  }
  // First what is known already, so that what is new is not taken for it.
  const changed = await changeFromRows(work.tx, known);
  let added = 0;
  // The header is row 1.
  for (let from = 0; from <= counts.rows + 1; from += AT_A_TIME)
    added += await addFromRows(work.tx, { ...known, from, to: from + AT_A_TIME });
  await deleteImportRows(work.tx, id);
  await updateImport(work.tx, {
    ...known,
    status: 'committed',
    committedAt: clock.now(),
    counts: { ...now, new: added, changed },
  });
  const subject = { subjectKind: 'import', subjectId: id, at: clock.now() };
  const details = { campaign: known.campaignId, added, changed, leftOut: leaveOut };
  recordAction(work, { ...byPerson(actor), action: 'outreach/commit-import', ...subject, details });
  work.afterCommit(() => notifier.send(PLACEMENTS_TOPIC));
  return { added, changed };
}

/** Forgets files that nobody has committed within a day. */
export function forgetImports({ clock }: Pick<OutreachContext, 'clock'>, db: Database): Promise<void> {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  return inTransaction(db, ({ tx }) => deleteOldImports(tx, before));
}
