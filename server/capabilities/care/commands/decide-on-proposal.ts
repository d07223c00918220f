import type { Actor } from '#capabilities/access';
import type { CaseChanged, DecideApproval } from '#contract/case-api';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../context.ts';
import { applyApprovedRisk } from '../forms/commands/apply-approved-risk.ts';
import { decideApproval } from '../record/commands/decide-approval.ts';

/** A second person decides, and what the form says that they agreed to counts from now on. */
export async function decideOnProposal(
  context: CareContext,
  work: Work,
  actor: Actor,
  id: string,
  input: DecideApproval,
  ids: Readonly<Record<string, string>>,
): Promise<CaseChanged> {
  const changed = await decideApproval(context, work, actor, id, input, ids);
  const version = await applyApprovedRisk(context, work, actor, id, ids.approvalId ?? '');
  return { ...changed, version: version ?? changed.version };
}
