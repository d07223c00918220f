import { type Actor, agenciesWith } from '#capabilities/access';
import { isInSight, sightOf } from '#capabilities/jurisdiction';
import type { LadderPreview } from '#contract/escalation';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { EscalationContext } from '../context.ts';
import { ladderFor } from '../ladder.ts';
import { reachOf } from '../reach.ts';
import { listCurrentLadders } from '../store-ladders.ts';
import { surveyTargets } from '../survey.ts';
import { nameReached } from './get-incident-ladder.ts';
import { showLadder } from './list-ladders.ts';

/**
 * "If this alert is not answered": whom an alert at the agency's own door would reach at this moment, rung by rung, with
 * how many people stand behind each name.
 * @throws AppError `jurisdiction/agency-not-found` for an agency outside the person's branches too
 */
export async function getLadderPreview(
  { jurisdiction, clock }: Pick<EscalationContext, 'jurisdiction' | 'clock'>,
  connection: Connection,
  actor: Actor,
  agencyId: string,
): Promise<LadderPreview> {
  const agency = jurisdiction.findAgency(agencyId);
  const branches = agenciesWith(actor, 'ladder:view').flatMap((id) => jurisdiction.findAgency(id) ?? []);
  if (!agency || !branches.some((branch) => isInSight(sightOf(branch), agency.path)))
    throw new AppError('jurisdiction/agency-not-found');
  const pathOf = (id: string) => jurisdiction.findAgency(id)?.path;
  const ladder = ladderFor(await listCurrentLadders(connection), agency, pathOf);
  const place = { ...agency.position, responsibleAgencyId: agency.id, involvedAgencyIds: [] };
  const standings = await surveyTargets(jurisdiction, connection, [place], { now: clock.now() });
  const steps = ladder.rungs.map((rung) => ({
    afterSeconds: rung.afterSeconds,
    reached: reachOf(
      rung,
      (target) => standings(target, place),
      () => false,
    ).map(({ target, agencyId: id, personIds, passedOver }) =>
      nameReached(jurisdiction, { target, agencyId: id, people: personIds.length, passedOver }),
    ),
  }));
  return { ladder: showLadder({ jurisdiction }, ladder, { isCurrent: true, publishedBy: null }), steps };
}
