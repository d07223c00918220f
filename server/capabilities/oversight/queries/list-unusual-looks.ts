import { type Actor, listStaff } from '#capabilities/access';
import { listLooks } from '#capabilities/audit';
import { listOverseen } from '#capabilities/incident';
import type { UnusualLooks } from '#contract/looks';
import type { Connection } from '#platform/database/database';
import { toLookFact } from '../look-fact.ts';
import { nameLooker } from '../looker.ts';
import { findUnusualLooking } from '../unusual-looking.ts';
import type { OversightContext } from './get-incident-looks.ts';

const DAY_MS = 24 * 3_600_000;
/** Looks that are judged at once, newest first: weeks of a province. */
const MOST = 50_000;
const INCIDENTS_SHOWN = 20;

/** Unusual looking at the incidents of the person's area in the last days. What is kept from them does not count. */
export async function listUnusualLooks(
  context: OversightContext,
  connection: Connection,
  actor: Actor,
  days: number,
): Promise<UnusualLooks> {
  const since = new Date(context.clock.now().getTime() - days * DAY_MS);
  const looks = await listLooks(connection, { subjectKind: 'incident', since, limit: MOST + 1 });
  const ids = [...new Set(looks.map(({ subjectId }) => subjectId))];
  const overseen = new Map((await listOverseen(context, connection, actor, ids)).map((one) => [one.id, one]));
  const facts = looks.slice(0, MOST).flatMap((look) => {
    const incident = overseen.get(look.subjectId);
    return incident ? [toLookFact(look, incident)] : [];
  });
  const found = findUnusualLooking(facts);
  const staff = await listStaff(
    connection,
    { ids: [...new Set(found.map(({ personId }) => personId))] },
    context.clock.now(),
  );
  const findings = found.map(({ personId, why, firstAt, lastAt, looks: count, incidentIds }) => {
    const own = looks.filter(({ actorId }) => actorId === personId);
    return {
      person: nameLooker(context.jurisdiction, personId, staff, own),
      why,
      firstAt: firstAt.toISOString(),
      lastAt: lastAt.toISOString(),
      looks: count,
      incidents: incidentIds.slice(-INCIDENTS_SHOWN).map((id) => ({ id, code: overseen.get(id)?.code ?? '' })),
      incidentCount: incidentIds.length,
    };
  });
  return { since: since.toISOString(), findings, isCut: looks.length > MOST };
}
