import type { Actor } from '#capabilities/access';
import { HELP_ACTIONS } from '#contract/help';
import type { DecideHelp, HelpChanged, ProposeHelp } from '#contract/help-api';
import { thaiDayOf } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { countGrants, isCeilingReached } from '../ceiling.ts';
import type { HelpContext } from '../context.ts';
import { getActiveBenefit, HELP_RULES } from '../help-rules.ts';
import { assertHadNoPart, changeNotAllowed, endRequest, type HelpRequest, moveRequest } from '../request.ts';
import { listChecks } from '../store/check-rows.ts';
import { insertProposal, listProposals, listVisits, type Proposal, saveProposal } from '../store/decision-rows.ts';
import { listEarlier, lockFamily } from '../store/request-rows.ts';
import { loadRequest } from './load-request.ts';
import { recordHelpChange, toChanged } from './record-change.ts';

/**
 * A worker proposes to grant a benefit or to refuse, with the reason; another person decides.
 * @throws AppError `help/benefit-unknown`, `help/over-ceiling`, `help/ceiling-reached`, `help/reason-needed`
 */
export async function proposeHelp(
  context: HelpContext,
  work: Work,
  actor: Actor,
  id: string,
  input: ProposeHelp,
): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS.propose.permission);
  const now = context.clock.now();
  const changed = moveRequest(before, 'propose', now);
  const proposal = await readProposal(work, before, input, now);
  await insertProposal(work.tx, { ...proposal, byPersonId: actor.userId });
  const { kind, benefit, amount, reason, rule } = proposal;
  const details = { benefit, amount, reason, rule };
  const codes = { ...details, proposalId: proposal.id };
  const step = { kind: kind === 'grant' ? 'proposed' : 'proposed-refusal', by: actor, details, codes } as const;
  return toChanged(await recordHelpChange(context, work, { before, changed }, [step]));
}

async function readProposal(
  work: Work,
  request: HelpRequest,
  { kind, benefit, amount, reason, rule, note }: ProposeHelp,
  now: Date,
): Promise<Omit<Proposal, 'byPersonId'>> {
  const blank = {
    ...{ id: newId(), requestId: request.id, kind, note: note || null, at: now, committee: null, decision: null },
    ...{ decisionNote: null, decidedByPersonId: null, decidedAt: null },
  };
  if (kind === 'refuse') {
    if (!reason || !note) throw new AppError('help/reason-needed');
    return { ...blank, benefit: benefit ?? null, amount: null, reason, rule: rule ?? null, counted: null };
  }
  const counted = await countNext(work, request, benefit ?? '', amount, now);
  return { ...blank, benefit: benefit ?? null, amount: amount ?? null, reason: null, rule: null, counted };
}

/** Which grant of the fiscal year it would be, for the person or their family. */
async function countNext(
  work: Work,
  request: HelpRequest,
  code: string,
  amount: number | undefined,
  now: Date,
): Promise<number> {
  const benefit = getActiveBenefit(code);
  const { th, en, ceilingBaht, timesPerYear } = benefit;
  if (!amount || amount > ceilingBaht)
    throw new AppError('help/over-ceiling', { params: { benefit: th, benefitEn: en, baht: ceilingBaht } });
  await lockFamily(work.tx, request.familyIds);
  const used = countGrants(benefit, await listEarlier(work.tx, request), thaiDayOf(now));
  if (isCeilingReached(benefit, used))
    throw new AppError('help/ceiling-reached', {
      params: { benefit: th, benefitEn: en, used, of: timesPerYear ?? used },
    });
  return used + 1;
}

/**
 * Another person decides: neither who proposed, nor who filed, checked or visited. Above the limit only after the committee.
 * @throws AppError `help/own-part`, `help/committee-needed`, `help/ceiling-reached`, `help/reason-needed`
 */
export async function decideProposal(
  context: HelpContext,
  work: Work,
  actor: Actor,
  id: string,
  { decision, committee, note }: DecideHelp,
): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS.approve.permission);
  const open = (await listProposals(work.tx, id)).find((proposal) => proposal.decision === null);
  if (!open) throw changeNotAllowed(before, 'decide');
  assertHadNoPart(actor.userId, [before.filedByPersonId, open.byPersonId, ...(await listParts(work, id))]);
  if (decision === 'sent-back' && !note) throw new AppError('help/reason-needed');
  const now = context.clock.now();
  const isGrant = decision === 'approved' && open.kind === 'grant';
  const needsCommittee = isGrant && (open.amount ?? 0) > HELP_RULES.committee.aboveBaht;
  if (needsCommittee && (before.status !== 'committee' || !committee)) throw new AppError('help/committee-needed');
  // Somebody of the family may have been granted the same since it was proposed.
  if (isGrant) await countNext(work, before, open.benefit ?? '', open.amount ?? undefined, now);
  const changed = afterDecision(before, open, decision, now);
  const decided: Proposal = {
    ...{ ...open, decision, decisionNote: note || null, committee: committee ?? null },
    ...{ decidedByPersonId: actor.userId, decidedAt: now },
  };
  if (!(await saveProposal(work.tx, decided))) throw changeNotAllowed(before, 'decide');
  const kind = decision === 'sent-back' ? 'sent-back' : isGrant ? 'approved' : 'refused';
  const { benefit, amount, reason, rule } = open;
  const details = { benefit, amount, reason, rule };
  const step = { kind, by: actor, details, codes: { ...details, proposalId: open.id } } as const;
  return toChanged(await recordHelpChange(context, work, { before, changed }, [step]));
}

function afterDecision(before: HelpRequest, open: Proposal, decision: DecideHelp['decision'], now: Date): HelpRequest {
  if (decision === 'sent-back') return moveRequest(before, 'send-back', now);
  if (open.kind === 'refuse') return endRequest(before, 'refuse', open.reason, now);
  const granted = { grantedAt: now, grantedBenefit: open.benefit, grantedAmount: open.amount };
  return { ...moveRequest(before, 'approve', now), ...granted };
}

/** Whoever checked or visited has said what they think already. */
async function listParts(work: Work, id: string): Promise<(string | null)[]> {
  const [checks, visits] = [await listChecks(work.tx, [id]), await listVisits(work.tx, id)];
  return [...checks, ...visits].map(({ byPersonId }) => byPersonId);
}
