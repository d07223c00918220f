import type { IncidentEvents } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { unmarkFalse } from '../../record/incident.ts';
import { findIncidentForChange } from '../../record/store/incident-rows.ts';
import { endByReopening, holds } from '../finding.ts';
import { listFindingsOf, updateFinding } from '../store/finding-rows.ts';
import { changeOthers } from './load-finding.ts';

/** An incident is open again: no finding about it holds any more, and whoever was told of one learns that. */
export async function endFindingsOf(
  context: IncidentContext,
  work: Work,
  { incidentId, by }: Pick<IncidentEvents['incident-reopened'], 'incidentId' | 'by'>,
): Promise<void> {
  const now = context.clock.now();
  for (const finding of await listFindingsOf(work.tx, incidentId)) {
    const ended = endByReopening(finding, now);
    if (ended === finding) continue;
    await updateFinding(work.tx, ended);
    const incident = await findIncidentForChange(work.tx, finding.incidentId);
    if (!incident) continue;
    const noted = { kind: 'finding-withdrawn', by } as const;
    await recordChange(context, work, unmarkFalse(incident), { ...noted, codes: { findingId: finding.id } });
    await changeOthers(context, work, ended, unmarkFalse, noted);
    if (!holds(finding) || finding.notice === 'to-give') continue;
    const recipients = { incidentId: finding.incidentId, code: incident.code, reportIds: [finding.reportId] };
    await context.events.publish(work, 'finding-withdrawn', recipients);
  }
}
