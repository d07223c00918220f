import { formatPlaceInThai } from '#contract/jurisdiction';
import { AppError } from '#platform/app-error';
import type { Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { Log } from '#platform/log';
import type { OutreachContext } from '../../context.ts';
import { listPlacementsByCode } from '../../record/store/placement-rows.ts';
import type { Place } from '../material.ts';
import { codesOf, fileNameOf, type StoredBatch } from '../material-batch.ts';
import {
  countMade,
  deleteOldBatches,
  failBatch,
  insertPart,
  listMadeParts,
  lockUnfinishedBatch,
} from '../store/batch-rows.ts';

export type BatchContext = OutreachContext & {
  db: Database;
  log: Log;
  /** The material of each placement as a file of its own, in their order. */
  setEach(places: readonly Place[], asked: StoredBatch, of: string): Promise<Uint8Array[]>;
};
const KEPT_MS = 2 * 24 * 3_600_000;

/**
 * Makes what is missing of all batches, a part in each transaction: a kill loses the part under way, and whichever process is
 * there goes on with the next. Ends after the part under way once `isStopping`.
 */
export async function makeBatches(context: BatchContext, isStopping: () => boolean): Promise<void> {
  while (!isStopping() && (await makePart(context)));
}

/** @returns whether there may be more to make */
function makePart(context: BatchContext): Promise<boolean> {
  return inTransaction(context.db, async ({ tx }) => {
    const batch = await lockUnfinishedBatch(tx);
    if (!batch) return false;
    const made = await listMadeParts(tx, batch.id);
    const lost = made.findIndex((known, at) => known !== at);
    const part = lost === -1 ? made.length : lost;
    const places = await listPlacementsByCode(tx, codesOf(batch, part));
    const pages = await setPart(context, batch, places);
    if (pages === undefined) await failBatch(tx, batch.id);
    else {
      const sheets = places.map(({ code, name, reference, position }, at) => {
        const place = position === null ? undefined : context.jurisdiction.describePlace(position);
        const bytes = pages[at]?.length ?? 0;
        const line: [string, string, string, string] = [
          code,
          name,
          reference ?? '',
          place ? formatPlaceInThai(place) : '',
        ];
        return { file: fileNameOf({ code, name }, place, batch), bytes, line };
      });
      await insertPart(tx, { id: batch.id, part, sheets, content: Buffer.concat(pages) });
      await countMade(tx, batch.id);
    }
    return true;
  });
}

/** The files of these placements; undefined: they can't be made. @throws AppError `server/overloaded`: later they can */
async function setPart(
  context: BatchContext,
  batch: StoredBatch,
  places: readonly { code: string; name: string }[],
): Promise<Uint8Array[] | undefined> {
  try {
    return await context.setEach(places, batch, batch.id);
  } catch (error) {
    if (error instanceof AppError) throw error;
    context.log.error({ error, batch: batch.id }, 'materials could not be made');
    return undefined;
  }
}

/** Forgets archives that were asked for two days ago: they are made again when they are wanted. */
export function forgetBatches({ clock, db }: Pick<BatchContext, 'clock' | 'db'>): Promise<void> {
  const before = new Date(clock.now().getTime() - KEPT_MS);
  return inTransaction(db, ({ tx }) => deleteOldBatches(tx, before));
}
