import type { UnfinishedReport } from '#contract/incident';
import type { Connection } from '#platform/database/database';
import { type AreaNames, knownAreaOf } from '../known-area.ts';
import { listUnfinishedRows } from '../store-unfinished.ts';

/** Reports without type or place that desks are shown, oldest first, each with the province it speaks of. */
export async function listUnfinished(
  geography: AreaNames,
  connection: Connection,
  ids: string[] | 'all',
): Promise<UnfinishedReport[]> {
  const found = await listUnfinishedRows(connection, ids);
  return found.map(({ text: written, callAgencyId, startedAt, ...row }) => ({
    ...row,
    area: knownAreaOf(geography, { position: row.position, text: wordsOf(written, row.placeDetail), callAgencyId }),
    phoneMasked: false,
    startedAt: startedAt.toISOString(),
  }));
}

/** All they wrote or said by now, as one text. */
function wordsOf(...parts: (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join('\n') || null;
}
