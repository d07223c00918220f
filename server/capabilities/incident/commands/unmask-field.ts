import type { Actor } from '#capabilities/access';
import { byPerson, recordAct } from '#capabilities/audit';
import type { Unmask, Unmasked } from '#contract/incident-sight';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { IncidentContext } from '../context.ts';
import { mayFor, viewOf } from '../sight.ts';
import { listBearings } from '../store/bearing-rows.ts';
import { listReports } from '../store/report-rows.ts';
import { listPositions } from '../store/timeline-rows.ts';
import { insertUnmasking } from '../store/unmasking-rows.ts';

/**
 * Shows one masked field to somebody who says why. The reason's code goes into the audit; own words stay beside the
 * incident, where they can be erased.
 * @throws AppError `incident/not-found`, `access/not-permitted`
 */
export async function unmaskField(
  { jurisdiction, clock }: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { field, reason, words }: Unmask,
): Promise<Unmasked> {
  const at = clock.now();
  const [bearings] = await listBearings(work.tx, [id], actor.userId, at);
  if (!bearings || !viewOf(jurisdiction, actor, bearings)) throw new AppError('incident/not-found');
  if (!mayFor(jurisdiction, actor, 'incident:unmask', bearings.agencyIds)) throw new AppError('access/not-permitted');
  const unmaskingId = newId();
  const why = { reasonCode: reason, reasonWords: words ?? null };
  await insertUnmasking(work.tx, id, { id: unmaskingId, personId: actor.userId, field, ...why, at });
  await recordAct(work, {
    ...byPerson(actor),
    act: 'incident/unmask',
    subjectKind: 'incident',
    subjectId: id,
    details: { unmaskingId, field, reason },
    at,
  });
  if (field === 'place') return { phones: [], positions: await listPositions(work.tx, id) };
  const reports = await listReports(work.tx, id);
  return { phones: reports.flatMap(({ reportId, phone }) => (phone ? [{ reportId, phone }] : [])), positions: [] };
}
