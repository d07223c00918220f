import type { Connection } from '#platform/database/database';
import type { PastReport, PastYear } from '../past-reports.ts';
import { insertPastReports, readPastYear } from '../store-past-reports.ts';

/** The shape of the invented year that a demonstration begins with. */
export function getPastYear(): Promise<PastYear> {
  return readPastYear();
}

/** Keeps reports whose incidents ended long ago; nobody is written to. */
export async function keepPastReports(
  tx: Connection,
  reports: readonly (PastReport & { code: string; endedAt: Date })[],
): Promise<void> {
  await insertPastReports(tx, reports);
}
