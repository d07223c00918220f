import { type Actor, nameStaff } from '#capabilities/access';
import { listOpenNeedsById } from '#capabilities/care';
import { mayFor } from '#capabilities/jurisdiction';
import type { NeedsBack } from '#contract/referral-needs';
import { DAY_MS } from '#contract/thai-day';
import type { Connection } from '#platform/database/database';
import type { ReferralQueryContext } from '../context.ts';
import { listLastFailed, listOpenLosses } from '../store/needs-back-rows.ts';
import { agencyIdsWith, summarizeReferrals } from './list-referrals.ts';

const AT_MOST = 200;
/** More are read: of some the need has ended since, or somebody helps without a referral. */
const READ_AT_MOST = 500;
/** Older ones stand on their case and on the day of its worker; here is what still moves. */
const BACK_MS = 90 * DAY_MS;

/** Needs of the actor's area that came back without help, and those that somebody proposed to give up. */
export async function listNeedsBack(
  context: ReferralQueryContext,
  connection: Connection,
  actor: Actor,
): Promise<NeedsBack> {
  const { jurisdiction, clock } = context;
  const now = clock.now();
  const agencyIds = agencyIdsWith(jurisdiction, actor, 'case:view');
  const since = new Date(now.getTime() - BACK_MS);
  const failed = await listLastFailed(connection, { agencyIds, since, limit: READ_AT_MOST });
  const proposed = await listOpenLosses(connection, AT_MOST + 1);
  const needIds = [...failed, ...proposed].map(({ needId }) => needId);
  const open = new Map((await listOpenNeedsById(connection, needIds)).map((need) => [need.needId, need]));
  const back = failed.filter(({ needId }) => open.get(needId)?.isHeld === false);
  const shown = await summarizeReferrals(context, connection, back.slice(0, AT_MOST));
  const name = await nameStaff(
    connection,
    proposed.map(({ requestedByPersonId }) => requestedByPersonId),
    now,
  );
  return {
    back: shown.flatMap((last, index) => {
      const need = open.get(back[index]?.needId ?? '');
      return need ? [{ needId: need.needId, caseId: need.caseId, need: need.code, last }] : [];
    }),
    losses: proposed.slice(0, AT_MOST).flatMap(({ needId, reason, requestedByPersonId, requestedAt }) => {
      const need = open.get(needId);
      if (!need) return [];
      const { caseId, caseCode, agencyId, code } = need;
      const isMine = requestedByPersonId === actor.userId;
      const mayDecide = !isMine && mayFor(jurisdiction, actor, 'case:approve', [agencyId]);
      const by = name(requestedByPersonId);
      return [
        { ...{ needId, caseId, caseCode, need: code, reason, by, isMine, mayDecide }, at: requestedAt.toISOString() },
      ];
    }),
    isCut: failed.length === READ_AT_MOST || back.length > AT_MOST || proposed.length > AT_MOST,
  };
}
