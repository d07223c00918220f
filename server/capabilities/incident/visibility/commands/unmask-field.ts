import type { Actor } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import type { Unmask, Unmasked } from '#contract/incident-visibility';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IncidentContext } from '../../context.ts';
import { auditChange } from '../../record/commands/record-change.ts';
import { listPositions } from '../../record/store/position-rows.ts';
import { listReports } from '../../record/store/report-rows.ts';
import { listAccessFacts } from '../store/access-fact-rows.ts';
import { insertUnmasking } from '../store/unmasking-rows.ts';
import { incidentVisibilityOf } from '../visibility.ts';

/**
 * Shows one masked field to somebody who gives a reason. The reason's code goes into the audit event; free text is
 * stored with the incident, where it can be erased.
 * @throws AppError `incident/not-found`, `access/not-permitted`
 */
export async function unmaskField(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { field, reason, text }: Unmask,
): Promise<Unmasked> {
  const { jurisdiction, clock } = context;
  const at = clock.now();
  const [accessFacts] = await listAccessFacts(work.tx, [id], actor.userId, at);
  if (!accessFacts || !incidentVisibilityOf(jurisdiction, actor, accessFacts)) throw new AppError('incident/not-found');
  if (!mayFor(jurisdiction, actor, 'incident:unmask', accessFacts.agencyIds))
    throw new AppError('access/not-permitted');
  const unmaskingId = newId();
  const why = { reasonCode: reason, reasonText: text ?? null };
  await insertUnmasking(work.tx, id, { id: unmaskingId, personId: actor.userId, field, ...why, at });
  auditChange(context, work, id, { kind: 'unmask', by: actor, codes: { unmaskingId, field, reason } });
  if (field === 'place') return { phones: [], positions: await listPositions(work.tx, id) };
  const reports = await listReports(work.tx, id);
  return { phones: reports.flatMap(({ reportId, phone }) => (phone ? [{ reportId, phone }] : [])), positions: [] };
}
