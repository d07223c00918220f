import type { CaseRecord } from '#contract/case-api';
import type { RecordKind } from '#contract/case-forms';

/** Asked anew each time, or written several times; of the others a case has one, and a correction is its next version. */
export const SEVERAL: readonly RecordKind[] = ['danger', 'follow-up', 'conference', 'note'];

type Found = Pick<CaseRecord, 'kind' | 'seriesId' | 'savedAt' | 'signedAt'>;

export function findNewest<One extends Found>(records: readonly One[], kind: RecordKind): One | undefined {
  return records
    .filter((one) => one.kind === kind)
    .toSorted((one, other) => other.savedAt.localeCompare(one.savedAt))[0];
}

/** The form that the address means: the one named, or the only one, or the one that was begun and not signed. */
export function findRecord<One extends Found>(
  records: readonly One[],
  kind: RecordKind,
  seriesId: string | null,
): One | undefined {
  if (seriesId !== null) return records.find((one) => one.seriesId === seriesId);
  const newest = findNewest(records, kind);
  return newest?.signedAt && SEVERAL.includes(kind) ? undefined : newest;
}
