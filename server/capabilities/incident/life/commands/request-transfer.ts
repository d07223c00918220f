import type { Actor } from '#capabilities/access';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { recordChange } from '../../record/commands/record-change.ts';
import { personOf } from '../../record/incident.ts';
import { involve } from '../../record/store/involvement-rows.ts';
import { loadForChange } from '../../visibility/commands/load-for-change.ts';
import { agencyDetails } from '../agency-names.ts';
import { requestTransfer } from '../transfer.ts';

/** Asks another station to take over; the present one stays responsible until that one accepts. */
export async function requestIncidentTransfer(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { agencyId, reason }: { agencyId: string; reason: string },
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:transfer');
  const target = context.jurisdiction.findAgency(agencyId);
  if (target?.kind !== 'station' || !target.isActive) throw new AppError('incident/transfer-not-possible');
  const by = personOf(actor);
  const now = context.clock.now();
  const changed = requestTransfer(incident, agencyId, by, reason, now);
  await involve(work.tx, id, agencyId, 'transfer-target', now);
  const details = { ...agencyDetails(target), reason };
  await recordChange(context, work, changed, {
    kind: 'transfer-requested',
    by: actor,
    details,
    codes: { agencyId },
  });
}
