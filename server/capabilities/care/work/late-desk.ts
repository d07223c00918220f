import type { Desk } from '#contract/case-work';

type LateFacts = {
  agencyId: string;
  workerId: string | null;
  /** The rule that is late the longest. */
  rule: string;
  /** To whom the case is offered, where the rule is about that. */
  toAgencyId: string | null;
  toWorkerId: string | null;
};

/** At whose desk a late case lies, by the rule that is late the longest. */
export function deskOf({ agencyId, workerId, rule, toAgencyId, toWorkerId }: LateFacts): {
  desk: Desk;
  agencyId: string;
  personId: string | null;
} {
  if (rule === 'transfer' && toAgencyId !== null) {
    return { desk: toWorkerId === null ? 'agency' : 'receiver', agencyId: toAgencyId, personId: toWorkerId };
  }
  if (rule === 'approval') return { desk: 'decider', agencyId, personId: null };
  return { desk: workerId === null ? 'nobody' : 'worker', agencyId, personId: workerId };
}
