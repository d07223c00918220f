import type { Actor } from '#capabilities/access';
import type { Work } from '#platform/database/transaction';
import type { IncidentContext } from '../context.ts';
import { acknowledge } from '../incident.ts';
import { loadForAnswer, personOf } from './load-for-change.ts';
import { recordChange } from './record-change.ts';
import { moveTo, notifyAnswered } from './take-over-incident.ts';

/**
 * A human takes the alert and promises a time; the reporter hears both. A station that was called because the
 * responsible one did not answer has it from now on.
 */
export async function acknowledgeIncident(
  context: IncidentContext,
  work: Work,
  actor: Actor,
  id: string,
  etaMinutes: number,
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
}
