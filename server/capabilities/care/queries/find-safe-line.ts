import type { Connection } from '#platform/database/database';
import { momentToAsk, whyNotByLine } from '../after-closure.ts';
import { getBarredReaders } from '../record/store/exclusion-rows.ts';
import { findAskedCase } from '../store/asked-case-rows.ts';

/**
 * Whether the person of a case may be asked something by LINE, by their rules of safe contact: in which chat, when, and who
 * must not be asked; or why a worker has to ask instead. For the service.
 */
export async function findSafeLine(connection: Connection, caseId: string, now: Date) {
  const one = await findAskedCase(connection, caseId);
  const why = one ? whyNotByLine(one) : 'unreachable';
  if (!one || why || one.reportId === null) return { isSafe: false, why: why ?? 'unreachable' } as const;
  const { reportId } = one;
  const barred = await getBarredReaders(connection, { caseId });
  return { isSafe: true, reportId, at: momentToAsk(one, now), barred } as const;
}
