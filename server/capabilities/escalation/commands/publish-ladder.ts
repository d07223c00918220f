import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { byPerson, recordAct } from '#capabilities/audit';
import { faultsOf, type publishLadderSchema } from '#contract/escalation';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { EscalationContext } from '../context.ts';
import { findWhereEditorPublishes } from '../ladder.ts';
import { insertLadder, listCurrentLadders } from '../store-ladders.ts';

/**
 * A further version, for the branch of whoever publishes it; rounds that run keep theirs.
 * @throws AppError `access/not-permitted`, `escalation/ladder-unsafe` (what would leave somebody unheard),
 *   `escalation/ladder-changed` (somebody else has published in the meantime)
 */
export async function publishLadder(
  { jurisdiction, clock }: EscalationContext,
  work: Work,
  actor: Actor,
  draft: z.infer<typeof publishLadderSchema>,
): Promise<void> {
  const editable = findWhereEditorPublishes({ jurisdiction }, actor);
  if (!editable) throw new AppError('access/not-permitted');
  const [fault] = faultsOf(draft);
  if (fault) throw new AppError('escalation/ladder-unsafe', { params: { fault } });
  const { agencyKind, rungs, repeatSeconds, note = null, basedOn } = draft;
  const findCurrent = async () =>
    (await listCurrentLadders(work.tx)).find(
      (one) => one.agencyKind === agencyKind && one.branchAgencyId === editable.branchId,
    );
  const current = await findCurrent();
  const [id, at, version] = [newId(), clock.now(), basedOn + 1];
  const ladder = { id, agencyKind, branchAgencyId: editable.branchId, version, rungs, repeatSeconds, note };
  const isNext = (current?.version ?? 0) === basedOn;
  if (!isNext || !(await insertLadder(work.tx, { ...ladder, publishedAt: at, publishedBy: actor.userId }))) {
    // Read again: whoever was faster may have been so only a moment ago.
    const lostTo = { subjects: [(await findCurrent())?.id ?? id], acts: ['escalation/ladder-published'] };
    throw new AppError('escalation/ladder-changed', { lostTo });
  }
  const details = { agencyKind, branchAgencyId: editable.branchId, version };
  await recordAct(work, {
    ...byPerson(actor),
    act: 'escalation/ladder-published',
    subjectKind: 'ladder',
    subjectId: id,
    details,
    at,
  });
}
