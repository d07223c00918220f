import type { UnfinishedReport } from '#contract/incident';
import { maskPhone } from '#contract/masked-phone';
import type { Connection } from '#platform/database/database';
import { type AreaNames, knownAreaOf } from '../known-area.ts';
import { listUnfinishedRows } from '../store-unfinished.ts';

/** Unfinished reports for the control rooms, oldest first, each with its province if that is known. */
export async function listUnfinished(
  geography: AreaNames,
  connection: Connection,
  ids: string[] | 'all',
): Promise<UnfinishedReport[]> {
  const found = await listUnfinishedRows(connection, ids);
  return found.map(({ text: written, callAgencyId, startedAt, ...row }) => ({
    ...row,
    area: knownAreaOf(geography, { position: row.position, text: joinTexts(written, row.placeDetail), callAgencyId }),
    phoneMasked: false,
    startedAt: startedAt.toISOString(),
  }));
}

/** Everything they wrote so far, as one text. */
function joinTexts(...parts: (string | null)[]): string | null {
  return parts.filter((part) => part !== null).join('\n') || null;
}

/** The report for somebody in the control room who may not call back. */
export function maskUnfinished(report: UnfinishedReport): UnfinishedReport {
  return report.phone === null ? report : { ...report, phone: maskPhone(report.phone), phoneMasked: true };
}
