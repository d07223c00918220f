import { type Actor, nameStaff } from '#capabilities/access';
import type { ApprovalList } from '#contract/case-work';
import type { Connection } from '#platform/database/database';
import type { CareQueryContext } from '../context.ts';
import { listOpenApprovals } from '../record/store/approval-rows.ts';
import { listCasesById } from '../record/store/case-rows.ts';
import { listOwnRecords } from '../work/store/approval-lists.ts';
import { careAgencyIdsWith, summarizeCases } from './list-cases.ts';

const AT_MOST = 300;

/** What waits for a second person in the agencies in which the actor decides; their own is there too, locked. */
export async function listApprovalsToDecide(
  context: CareQueryContext,
  connection: Connection,
  actor: Actor,
): Promise<ApprovalList> {
  const agencyIds = careAgencyIdsWith(context.jurisdiction, actor, 'case:approve');
  const approvals = await listOpenApprovals(connection, agencyIds, AT_MOST);
  const caseIds = [...new Set(approvals.map(({ caseId }) => caseId))];
  const cases = caseIds.length > 0 ? await listCasesById(connection, caseIds) : [];
  const summaries = new Map((await summarizeCases(context, connection, actor, cases)).map((one) => [one.id, one]));
  const requesters = approvals.map(({ requestedByPersonId }) => requestedByPersonId);
  const name = await nameStaff(connection, requesters, context.clock.now());
  const recordIds = approvals.flatMap(({ recordId }) => recordId ?? []);
  const own = await listOwnRecords(connection, recordIds, actor.userId);
  return {
    approvals: approvals.flatMap(({ requestedByPersonId, requestedAt, dueAt, ...approval }) => {
      const one = summaries.get(approval.caseId);
      if (!one) return [];
      const isMine = requestedByPersonId === actor.userId;
      const wrote = approval.recordId !== null && own.has(approval.recordId);
      const lockedBecause = isMine ? 'proposed' : wrote ? 'wrote' : one.worker?.id === actor.userId ? 'works' : null;
      const shown = {
        ...approval,
        requestedBy: name(requestedByPersonId),
        requestedAt: requestedAt.toISOString(),
        dueAt: dueAt.toISOString(),
        ...{ decidedBy: null, decidedAt: null, isMine },
      };
      return [{ approval: shown, case: one, mayDecide: lockedBecause === null, lockedBecause }];
    }),
  };
}
