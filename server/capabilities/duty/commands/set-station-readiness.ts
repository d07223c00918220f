import type { Actor } from '#capabilities/access';
import { byPerson, recordAct } from '#capabilities/audit';
import { setReadiness } from '#capabilities/jurisdiction';
import type { Work } from '#platform/database/transaction';
import type { DutyContext } from '../context.ts';
import { mustReach } from '../reach.ts';
import { hasStation, saveWord } from '../store/station-rows.ts';
import { READINESS_TOPIC, settleReadiness } from './settle-readiness.ts';

/**
 * A station says whether somebody is on duty; alerts pass over it while nobody is, and that is said. Where duty is kept
 * here its word stands until duty changes hands; elsewhere it is all that is known.
 * @throws AppError `jurisdiction/agency-not-found` for an agency outside of the person's branches too
 */
export async function setStationReadiness(
  context: DutyContext,
  work: Work,
  actor: Actor,
  agencyId: string,
  readiness: 'ready' | 'nobody-on-duty',
): Promise<void> {
  const { clock, jurisdiction, wake } = context;
  mustReach(jurisdiction, actor, 'agency:set-readiness', agencyId);
  const at = clock.now();
  const deed = { act: 'duty/set-readiness', subjectKind: 'agency', subjectId: agencyId, details: { readiness }, at };
  await recordAct(work, { ...byPerson(actor), ...deed });
  if (await hasStation(work.tx, agencyId)) {
    await saveWord(work.tx, { agencyId, word: readiness, at });
    await settleReadiness(context, work, [agencyId], byPerson(actor));
  } else {
    await setReadiness(work.tx, { agencyId, readiness, now: at });
  }
  work.afterCommit(() => wake.send(READINESS_TOPIC));
}
