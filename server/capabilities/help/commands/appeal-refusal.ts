import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { HELP_ACTIONS } from '#contract/help';
import type { decideAppealSchema, HelpChanged } from '#contract/help-api';
import { DAY_MS } from '#contract/thai-day';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { HelpContext } from '../context.ts';
import { assertOpenOnce } from '../draft.ts';
import { HELP_RULES } from '../help-rules.ts';
import { assertHadNoPart, changeNotAllowed, endRequest, type HelpRequest, moveRequest } from '../request.ts';
import { insertAppeal, listAppeals, listProposals, saveAppeal } from '../store/decision-rows.ts';
import { listEarlier, lockFamily } from '../store/request-rows.ts';
import { type Filer, loadOwnRequest, loadRequest } from './load-request.ts';
import { type HelpActor, recordHelpChange, toChanged } from './record-change.ts';

/** Staff write down an appeal for the person. */
export async function fileAppeal(
  context: HelpContext,
  work: Work,
  actor: Actor,
  id: string,
  { text }: { text: string },
): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS.appeal.permission);
  return takeAppeal(context, work, before, { text, by: actor, byPersonId: actor.userId });
}

/** Whoever filed it appeals, or the person by their own link. For the service. */
export async function appealOwn(
  context: HelpContext,
  work: Work,
  { filer, by }: { filer: Filer; by: HelpActor },
  id: string,
  { text }: { text: string },
): Promise<HelpChanged> {
  const before = await loadOwnRequest(work, filer, id);
  const byPersonId = filer.kind === 'staff' ? filer.actor.userId : null;
  return takeAppeal(context, work, before, { text, by, byPersonId });
}

/** @throws AppError `help/appeal-too-late` after the days that the law gives (data, not verified) */
async function takeAppeal(
  context: HelpContext,
  work: Work,
  before: HelpRequest,
  { text, by, byPersonId }: { text: string; by: HelpActor; byPersonId: string | null },
): Promise<HelpChanged> {
  const now = context.clock.now();
  const moved = moveRequest(before, 'appeal', now);
  const { days } = HELP_RULES.appeal;
  if (now.getTime() > before.statusSince.getTime() + days * DAY_MS)
    throw new AppError('help/appeal-too-late', { params: { days } });
  const refusal = (await listProposals(work.tx, before.id)).find(
    ({ kind, decision }) => kind === 'refuse' && decision === 'approved',
  );
  if (!refusal) throw changeNotAllowed(before, 'appeal');
  const appeal = { id: newId(), requestId: before.id, proposalId: refusal.id, text, byPersonId, at: now };
  await insertAppeal(work.tx, {
    ...appeal,
    ...{ decision: null, decisionNote: null, decidedByPersonId: null, decidedAt: null },
  });
  const changed = { ...moved, endedAt: null, endReason: null };
  const step = { kind: 'appealed', by, codes: { appealId: appeal.id } } as const;
  return toChanged(await recordHelpChange(context, work, { before, changed }, [step]));
}

/**
 * Somebody who had no part in the refusal decides. Granted, it is received anew and its days begin again.
 * @throws AppError `help/own-part`, `help/already-open`
 */
export async function decideAppeal(
  context: HelpContext,
  work: Work,
  actor: Actor,
  id: string,
  { decision, note }: z.infer<typeof decideAppealSchema>,
): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS.uphold.permission);
  const open = (await listAppeals(work.tx, id)).find((appeal) => appeal.decision === null);
  if (!open) throw changeNotAllowed(before, 'decide-appeal');
  const refusal = (await listProposals(work.tx, id)).find((proposal) => proposal.id === open.proposalId);
  const parts = [before.filedByPersonId, open.byPersonId, refusal?.byPersonId, refusal?.decidedByPersonId];
  assertHadNoPart(
    actor.userId,
    parts.map((part) => part ?? null),
  );
  const now = context.clock.now();
  const isGranted = decision === 'granted';
  if (isGranted) {
    // What was filed anew meanwhile is merged or ended first.
    await lockFamily(work.tx, before.familyIds);
    assertOpenOnce(before, await listEarlier(work.tx, before));
  }
  const changed = isGranted
    ? { ...moveRequest(before, 'grant-appeal', now), clockFrom: now, lateSaidAt: null }
    : endRequest(before, 'uphold', 'upheld', now);
  const decided = { ...open, decision, decisionNote: note, decidedByPersonId: actor.userId, decidedAt: now };
  if (!(await saveAppeal(work.tx, decided))) throw changeNotAllowed(before, 'decide-appeal');
  const kind = isGranted ? 'appeal-granted' : 'appeal-upheld';
  return toChanged(
    await recordHelpChange(context, work, { before, changed }, [{ kind, by: actor, codes: { appealId: open.id } }]),
  );
}
