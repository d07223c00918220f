import type { Actor } from '#capabilities/access';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { acknowledge } from '../incident.ts';
import { loadForChange, personOf } from './load-for-change.ts';
import { recordChange, told } from './record-change.ts';

/** A human takes the alert and promises a time; the reporter hears both. */
export async function acknowledgeIncident(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  etaMinutes: number,
): Promise<void> {
  const incident = await loadForChange(context, work, actor, id, 'incident:acknowledge');
  const now = context.clock.now();
  const by = personOf(actor);
  const changed = acknowledge(incident, by, etaMinutes, now);
  const saved = await recordChange(context, work, changed, {
    kind: 'acknowledged',
    by: actor,
    details: { etaMinutes },
    codes: { etaMinutes },
  });
  const station = context.jurisdiction.getAgency(saved.responsibleAgencyId);
  await context.events.publish(work, 'incident-acknowledged', {
    ...(await told(work, saved)),
    stationTh: station.nameTh,
    stationEn: station.nameEn ?? station.nameTh,
    etaMinutes,
    etaAt: saved.etaAt ?? now,
  });
}
