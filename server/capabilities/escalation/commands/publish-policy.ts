import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { faultsOf, type publishEscalationPolicySchema } from '#contract/escalation';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { EscalationContext } from '../context.ts';
import { POLICIES_TOPIC } from '../policies.ts';
import { currentOf, findEditableBranch } from '../policy.ts';
import { insertPolicy, listPolicyRows } from '../store-policies.ts';

/**
 * Publishes a new version for the publisher's branch; active runs keep the version they began with.
 * @throws AppError `access/not-permitted`, `escalation/policy-unsafe` (an alert could remain unanswered),
 *   `escalation/policy-changed` (somebody else has published in the meantime)
 */
export async function publishPolicy(
  { jurisdiction, clock, notifier }: EscalationContext,
  work: Work,
  actor: Actor,
  draft: z.infer<typeof publishEscalationPolicySchema>,
): Promise<void> {
  const editable = findEditableBranch({ jurisdiction }, actor);
  if (!editable) throw new AppError('access/not-permitted');
  const [fault] = faultsOf(draft);
  if (fault) throw new AppError('escalation/policy-unsafe', { params: { fault } });
  const { agencyKind, steps, repeatSeconds, note = null, basedOn } = draft;
  const findCurrent = async () =>
    currentOf(await listPolicyRows(work.tx)).find(
      (one) => one.agencyKind === agencyKind && one.branchAgencyId === editable.branchId,
    );
  const current = await findCurrent();
  const [id, at, version] = [newId(), clock.now(), basedOn + 1];
  const policy = { id, agencyKind, branchAgencyId: editable.branchId, version, steps, repeatSeconds, note };
  const isNext = (current?.version ?? 0) === basedOn;
  if (!isNext || !(await insertPolicy(work.tx, { ...policy, publishedAt: at, publishedBy: actor.userId }))) {
    // Read again: the winner may have committed only a moment ago.
    const lostTo = { subjects: [(await findCurrent())?.id ?? id], actions: ['escalation/policy-published'] };
    throw new AppError('escalation/policy-changed', { lostTo });
  }
  work.afterCommit(() => notifier.send(POLICIES_TOPIC));
  const details = { agencyKind, branchAgencyId: editable.branchId, version };
  recordAction(work, {
    ...byPerson(actor),
    action: 'escalation/policy-published',
    subjectKind: 'escalation-policy',
    subjectId: id,
    details,
    at,
  });
}
