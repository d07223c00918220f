import type { Actor } from '#capabilities/access';
import { caseAudiencesOf } from '#capabilities/care';
import { audiencesOfPerson } from '#capabilities/incident';
import { unfinishedAudiences } from '#capabilities/intake';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import { referralAudiencesOf } from '#capabilities/referral';
import { unitAudiencesOf } from '#capabilities/units';
import { OPERATOR_AUDIENCE } from '#platform/system-alerts/live-topics';
import { CALL_BACK_AUDIENCE } from '../call-back.ts';
import { provincesOf } from '../provinces.ts';

/** Audiences of the live stream to which the actor belongs. */
export function listAudiences(jurisdiction: Jurisdiction, actor: Actor): string[] {
  const seesPhone = actor.permissions.has('report:view-phone');
  const provinces = provincesOf(jurisdiction, actor, 'report:view-unfinished');
  return [
    ...audiencesOfPerson(jurisdiction, actor),
    ...unitAudiencesOf(jurisdiction, actor),
    ...caseAudiencesOf(jurisdiction, actor),
    ...referralAudiencesOf(jurisdiction, actor),
    ...(actor.permissions.has('report:view-unfinished') ? unfinishedAudiences(provinces, seesPhone) : []),
    ...(actor.permissions.has('report:call-back') ? [CALL_BACK_AUDIENCE] : []),
    ...(actor.permissions.has('system-alert:view') ? [OPERATOR_AUDIENCE] : []),
  ];
}
