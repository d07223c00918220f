import type { Actor } from '#capabilities/access';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../../context.ts';
import { publishIfAnswered, recordChange } from '../../record/commands/record-change.ts';
import { acknowledge, personOf } from '../../record/incident.ts';
import { loadForAnswer } from '../../visibility/commands/load-for-change.ts';
import { notifyAnswered } from './notify-progress.ts';
import { moveTo } from './take-over-incident.ts';

/**
 * An officer acknowledges the alert and gives an ETA; the reporter is notified of both. A called station becomes
 * responsible by acknowledging.
 */
export async function acknowledgeIncident(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  { etaMinutes }: { etaMinutes: number },
): Promise<void> {
  const { incident, calledAgencyId } = await loadForAnswer(context, work, actor, id);
  const by = personOf(actor);
  const now = context.clock.now();
  if (calledAgencyId) {
    await moveTo(context, work, incident, calledAgencyId, { actor, etaMinutes });
    return;
  }
  const saved = await recordChange(context, work, acknowledge(incident, by, etaMinutes, now), {
    kind: 'acknowledged',
    by: actor,
    details: { etaMinutes },
    codes: { etaMinutes },
  });
  await notifyAnswered(context, work, saved, etaMinutes);
  await publishIfAnswered(context, work, incident, saved);
}
