import type { Actor } from '#capabilities/access';
import { listLikelyDuplicates } from '#capabilities/incident';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { DuplicateSuggestion } from '#contract/incident';
import type { Clock } from '#platform/clock';
import type { Connection } from '#platform/database/database';
import { getPhoneReport } from './get-phone-report.ts';

/** Open incidents that this call may be about. None once it has its own incident: that page suggests duplicates itself. */
export async function listCallDuplicateCandidates(
  context: { jurisdiction: Jurisdiction; clock: Clock },
  connection: Connection,
  actor: Actor,
  reportId: string,
): Promise<DuplicateSuggestion[]> {
  const report = await getPhoneReport(context, connection, actor, reportId);
  if (report.state !== 'draft') return [];
  const { type, position: place, phone } = report;
  return listLikelyDuplicates(context, connection, actor, { type, place, phone });
}
