import type { MustAct } from '#contract/case-work';

type LateFacts = {
  agencyId: string;
  workerId: string | null;
  /** The rule that is late the longest. */
  rule: string;
  /** To whom the case is offered, where the rule is about that. */
  toAgencyId: string | null;
  toWorkerId: string | null;
};

/** Who has to act in a late case, by the rule that is late the longest. */
export function whoMustAct({ agencyId, workerId, rule, toAgencyId, toWorkerId }: LateFacts): {
  mustAct: MustAct;
  agencyId: string;
  personId: string | null;
} {
  if (rule === 'transfer' && toAgencyId !== null) {
    return { mustAct: toWorkerId === null ? 'agency' : 'receiver', agencyId: toAgencyId, personId: toWorkerId };
  }
  if (rule === 'approval') return { mustAct: 'decider', agencyId, personId: null };
  return { mustAct: workerId === null ? 'nobody' : 'worker', agencyId, personId: workerId };
}
