import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { MOST_IN_BATCH, type NewMaterialBatch } from '#contract/materials';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { MATERIALS_TOPIC, type OutreachContext } from '../../context.ts';
import { countPlacementRows, listCodesToPrint } from '../../record/store/placement-rows.ts';
import { SHEETS_IN_PART } from '../material-batch.ts';
import { insertBatch } from '../store/batch-rows.ts';

/**
 * Asks for the material of all placements that fit and that the actor sees; they are made afterwards, one part after the other.
 * @throws AppError `outreach/no-placements`, `outreach/too-many-placements`
 */
export async function askForMaterials(
  { clock, notifier }: OutreachContext,
  work: Work,
  actor: Actor,
  { material, format, language, ...filter }: NewMaterialBatch,
): Promise<{ id: string }> {
  const codes = await listCodesToPrint(work.tx, filter, MOST_IN_BATCH + 1);
  if (codes.length === 0) throw new AppError('outreach/no-placements');
  if (codes.length > MOST_IN_BATCH)
    throw new AppError('outreach/too-many-placements', {
      params: { found: await countPlacementRows(work.tx, filter), most: MOST_IN_BATCH },
    });
  const [id, askedAt] = [newId(), clock.now()];
  await insertBatch(work.tx, {
    ...{ id, askedByPersonId: actor.userId, campaignId: filter.campaignId ?? null, area: filter.area ?? null },
    ...{
      material,
      format,
      language,
      codes,
      parts: Math.ceil(codes.length / SHEETS_IN_PART),
      made: 0,
      bytes: 0,
      isFailed: false,
      askedAt,
    },
  });
  recordAction(work, {
    ...{ ...byPerson(actor), action: 'outreach/ask-for-materials', subjectKind: 'material-batch', subjectId: id },
    ...{ at: askedAt, details: { material, language, placements: codes.length } },
  });
  work.afterCommit(() => notifier.send(MATERIALS_TOPIC));
  return { id };
}
