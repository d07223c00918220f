import { type Actor, agenciesWith, listStaff } from '#capabilities/access';
import { isInBranch, visibleBranches } from '#capabilities/jurisdiction';
import type { OpenApprovals } from '#contract/case-api';
import type { Connection } from '#platform/database/database';
import type { CareQueryContext } from '../context.ts';
import { listOpenApprovals } from '../record/store/approval-rows.ts';
import { listCasesById } from '../record/store/case-rows.ts';
import { summarizeCases } from './list-cases.ts';

const AT_MOST = 200;

/** What waits for my decision, what is due first on top. My own proposals stand there too, locked: somebody else decides. */
export async function listApprovalsToDecide(
  context: CareQueryContext,
  connection: Connection,
  actor: Actor,
): Promise<OpenApprovals> {
  const { jurisdiction, clock } = context;
  const branches = visibleBranches(jurisdiction, agenciesWith(actor, 'case:approve'));
  const agencies = jurisdiction
    .listAgencies()
    .filter(({ path }) => branches.some((branch) => isInBranch(branch, path)));
  const found = await listOpenApprovals(
    connection,
    agencies.map(({ id }) => id),
    AT_MOST,
  );
  const cases = await listCasesById(
    connection,
    found.map(({ caseId }) => caseId),
  );
  const summaries = new Map((await summarizeCases(context, connection, actor, cases)).map((one) => [one.id, one]));
  const ids = [...new Set(found.map(({ requestedByPersonId }) => requestedByPersonId))];
  const staff = ids.length > 0 ? await listStaff(connection, { ids }, clock.now()) : [];
  return {
    approvals: found.flatMap(({ id, caseId, subject, recordId, reason, requestedByPersonId, requestedAt, dueAt }) => {
      const shown = summaries.get(caseId);
      const name = staff.find((person) => person.id === requestedByPersonId)?.name ?? '–';
      const approval = {
        ...{ id, caseId, subject, recordId, reason, requestedBy: { id: requestedByPersonId, name } },
        ...{ requestedAt: requestedAt.toISOString(), dueAt: dueAt.toISOString() },
        ...{ decision: null, fields: [], decidedBy: null, decidedAt: null },
        isMine: requestedByPersonId === actor.userId || shown?.worker?.id === actor.userId,
      };
      return shown ? [{ approval, case: shown }] : [];
    }),
  };
}
