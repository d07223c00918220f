import type { Actor } from '#capabilities/access';
import { byPerson, type EntryDetails, recordAction } from '#capabilities/audit';
import type { WeekOfUnits } from '#contract/staffing';
import { AppError } from '#platform/app-error';
import type { Clock } from '#platform/clock';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { DutyContext } from '../context.ts';
import { isInScope } from '../scope.ts';
import {
  acceptProposal,
  declineProposal,
  insertProposal,
  lockProposal,
  type ProposalRow,
  replaceProposals,
} from '../store/proposal-rows.ts';
import { lockRosters } from '../store/shift-rows.ts';

type Said = { agencyId: string; action: string; at: Date; details: EntryDetails };

const record = (work: Work, actor: Actor, { agencyId, ...said }: Said): void =>
  recordAction(work, { ...byPerson(actor), subjectKind: 'agency', subjectId: agencyId, ...said });

/**
 * Puts how many units a station needs before its planner; one that nobody has decided on gives way to it. Nobody is planned by it.
 * Who may propose, the caller has decided; called in the service's name.
 */
export async function proposeRoster(
  { clock }: { clock: Clock },
  work: Work,
  actor: Actor,
  {
    agencyId,
    units,
    simulationId,
    target,
  }: { agencyId: string; units: WeekOfUnits; simulationId: string; target: { minutes: number; percent: number } },
): Promise<string> {
  const at = clock.now();
  await lockRosters(work.tx, [agencyId]);
  const replaced = await replaceProposals(work.tx, { agencyId, state: 'open', at });
  const id = newId();
  await insertProposal(work.tx, {
    ...{ id, agencyId, units, simulationId, proposedByPersonId: actor.userId, proposedAt: at },
    ...{ targetMinutes: target.minutes, targetPercent: target.percent },
  });
  recordReplaced(work, actor, replaced, { agencyId, at });
  const details = { proposalId: id, simulationId };
  record(work, actor, { agencyId, action: 'duty/propose-roster', at, details });
  return id;
}

/** What the planner accepts holds until another takes its place. @throws AppError as `lockOpen` does */
export async function acceptRosterProposal(
  context: DutyContext,
  work: Work,
  actor: Actor,
  { id, units }: { id: string; units: WeekOfUnits },
): Promise<void> {
  const { agencyId, units: proposed } = await lockOpen(context, work, actor, id);
  const at = context.clock.now();
  const replaced = await replaceProposals(work.tx, { agencyId, state: 'accepted', at });
  await acceptProposal(work.tx, { id, units, at });
  recordReplaced(work, actor, replaced, { agencyId, at });
  const isChanged = units.some((n, shift) => n !== proposed[shift]);
  const details = { proposalId: id, isChanged, units: units.join(' ') };
  record(work, actor, { agencyId, action: 'duty/accept-roster-proposal', at, details });
}

/** @throws AppError as `lockOpen` does */
export async function declineRosterProposal(
  context: DutyContext,
  work: Work,
  actor: Actor,
  { id, reason }: { id: string; reason: string },
): Promise<void> {
  const { agencyId } = await lockOpen(context, work, actor, id);
  const at = context.clock.now();
  await declineProposal(work.tx, { id, reason, at });
  record(work, actor, { agencyId, action: 'duty/decline-roster-proposal', at, details: { proposalId: id } });
}

function recordReplaced(
  work: Work,
  actor: Actor,
  ids: readonly string[],
  { agencyId, at }: Pick<Said, 'agencyId' | 'at'>,
) {
  for (const proposalId of ids) {
    record(work, actor, { agencyId, action: 'duty/replace-roster-proposal', at, details: { proposalId } });
  }
}

/** @throws AppError `duty/proposal-not-found`, `duty/proposal-decided` */
async function lockOpen({ jurisdiction }: DutyContext, work: Work, actor: Actor, id: string): Promise<ProposalRow> {
  const proposal = await lockProposal(work.tx, id);
  if (!proposal || !isInScope(jurisdiction, actor, 'duty:manage', proposal.agencyId)) {
    throw new AppError('duty/proposal-not-found');
  }
  if (proposal.state !== 'open') {
    const actions = ['duty/accept-roster-proposal', 'duty/decline-roster-proposal', 'duty/replace-roster-proposal'];
    throw new AppError('duty/proposal-decided', { lostTo: { subjects: [proposal.agencyId], actions } });
  }
  return proposal;
}
