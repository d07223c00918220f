import { type Actor, agenciesWith } from '#capabilities/access';
import { listOwnersAndBarred } from '#capabilities/care';
import { personAudience } from '#capabilities/incident';
import { branchesOver, type Jurisdiction, visibleBranches } from '#capabilities/jurisdiction';
import type { LiveEvent } from '#contract/live';
import type { LogEntry } from '#events/event-map';
import type { Clock } from '#platform/clock';
import type { Database } from '#platform/database/database';
import type { LiveItem } from '#platform/live/live-streams';
import { listReferralSides } from './store/referral-rows.ts';

type Tree = Pick<Jurisdiction, 'getAgency'>;

/** Live audiences for referrals: branches whose received or sent ones the actor may see. */
export function referralAudiencesOf(tree: Tree, actor: Actor): string[] {
  const agencies = [...agenciesWith(actor, 'referral:view'), ...agenciesWith(actor, 'case:view')];
  return [...new Set(visibleBranches(tree, agencies).map(branchAudience))];
}

/**
 * Says that a referral changed, but not how: its sides see it differently, so each console reads it with its own rights.
 * A receiver hears of it from the offer on; whoever is barred from the case does not even learn its id.
 */
export async function translateReferralEvents(
  { db, jurisdiction, clock }: { db: Database; jurisdiction: Tree; clock: Clock },
  events: LogEntry[],
): Promise<LiveItem[]> {
  const changed = new Map(
    events.flatMap(({ seq, type, body }) => (type === 'referral-changed' ? [[body.referralId, seq] as const] : [])),
  );
  if (changed.size === 0) return [];
  const referrals = await listReferralSides(db, [...changed.keys()]);
  const caseIds = [...new Set(referrals.map(({ caseId }) => caseId))];
  const cases = await listOwnersAndBarred(db, caseIds, clock.now());
  return referrals
    .flatMap(({ id, caseId, fromAgencyId, toAgencyId, isOffered }): LiveItem[] => {
      const about = cases.get(caseId);
      if (!about) return [];
      const agencyIds = isOffered ? [about.agencyId, fromAgencyId, toAgencyId] : [about.agencyId, fromAgencyId];
      const branches = new Set(agencyIds.flatMap((agencyId) => branchesOver(jurisdiction.getAgency(agencyId).path)));
      const data: LiveEvent = { event: 'referral-changed', referralId: id };
      return [
        {
          seq: changed.get(id) ?? 0,
          audiences: [...branches].map(branchAudience),
          exceptFor: about.barredIds.map(personAudience),
          data,
          // A console that was away may never have shown it.
          whenMissed: { event: 'reload' },
        },
      ];
    })
    .sort((one, other) => one.seq - other.seq);
}

const branchAudience = (branch: string): string => `referral:branch:${branch}`;
