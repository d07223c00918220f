import type { z } from 'zod';
import type { Actor } from '#capabilities/access';
import { openCaseFor } from '#capabilities/care';
import { HELP_ACTIONS, isOpenHelp } from '#contract/help';
import type { HelpChanged, openHelpCaseSchema, withdrawHelpSchema } from '#contract/help-api';
import { readHelpForm } from '#contract/help-form';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { HelpContext } from '../context.ts';
import { endRequest, type HelpRequest } from '../request.ts';
import { findForm } from '../store/form-rows.ts';
import { findRequestForChange, isStaffOf } from '../store/request-rows.ts';
import { type Filer, loadOwnRequest, loadRequest } from './load-request.ts';
import { type HelpActor, recordHelpChange, recordHelpStep, toChanged } from './record-change.ts';

type Withdrawal = z.infer<typeof withdrawHelpSchema>;

/** The person does not want it any more, as they told staff. */
export async function withdrawRequest(
  context: HelpContext,
  work: Work,
  actor: Actor,
  id: string,
  { reason }: Withdrawal,
): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS.withdraw.permission);
  return takeBack(context, work, before, { reason, by: actor });
}

/** Whoever filed it takes it back, or the person by their own link. For the service. */
export async function withdrawOwn(
  context: HelpContext,
  work: Work,
  { filer, by }: { filer: Filer; by: HelpActor },
  id: string,
  { reason }: Withdrawal,
): Promise<HelpChanged> {
  return takeBack(context, work, await loadOwnRequest(work, filer, id), { reason, by });
}

async function takeBack(
  context: HelpContext,
  work: Work,
  before: HelpRequest,
  { reason, by }: Withdrawal & { by: HelpActor },
): Promise<HelpChanged> {
  const changed = endRequest(before, 'withdraw', reason, context.clock.now());
  const details = { reason };
  const step = { kind: 'withdrawn', by, details, codes: details } as const;
  return toChanged(await recordHelpChange(context, work, { before, changed }, [step]));
}

/**
 * The same wish filed twice: this one ends, the other goes on and says so.
 * @throws AppError `help/merge-not-possible`
 */
export async function mergeRequests(
  context: HelpContext,
  work: Work,
  actor: Actor,
  id: string,
  { intoRequestId }: { intoRequestId: string },
): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS.merge.permission);
  const into = (await isStaffOf(work.tx, intoRequestId)) && (await findRequestForChange(work.tx, intoRequestId));
  if (!into || into.id === id || !isOpenHelp(into.status)) throw new AppError('help/merge-not-possible');
  const merged = { ...endRequest(before, 'merge', 'merged', context.clock.now()), mergedIntoId: into.id };
  const codes = { requestId: id, intoRequestId };
  recordHelpStep(context, work, into.id, {
    kind: 'merged-into-this',
    by: actor,
    details: { code: before.code },
    codes,
  });
  const step = { kind: 'merged', by: actor, details: { code: into.code }, codes } as const;
  return toChanged(await recordHelpChange(context, work, { before, changed: merged }, [step]));
}

/**
 * More than a benefit is needed: a case of care is opened with what the form says, so that nobody types it again.
 * @throws AppError as opening a case
 */
export async function openCaseOfRequest(
  context: HelpContext,
  work: Work,
  actor: Actor,
  id: string,
  { isMinor, risk }: z.infer<typeof openHelpCaseSchema>,
): Promise<HelpChanged> {
  const before = await loadRequest(context, work, actor, id, HELP_ACTIONS['open-case'].permission);
  const ended = endRequest(before, 'open-case', 'case', context.clock.now());
  const { person = {}, place = {} } = readHelpForm((await findForm(work.tx, id))?.form).form;
  const { name, idNumber, noIdReason, birth, sex, nationality } = person;
  const centre = context.jurisdiction.getAgency(before.agencyId).position;
  const known = { name, idNumber, noIdReason, birth, sex, nationality };
  const registration = Object.fromEntries(Object.entries(known).filter(([, value]) => value !== undefined));
  const opened = await openCaseFor(context, work, actor, {
    ...{ source: 'request', isMinor, risk, registration },
    place: { lat: place.lat ?? centre.lat, lng: place.lng ?? centre.lng },
  });
  const codes = { caseId: opened.id, risk };
  const step = { kind: 'case-opened', by: actor, details: { risk }, codes } as const;
  const changed = { ...ended, caseId: opened.id };
  return toChanged(await recordHelpChange(context, work, { before, changed }, [step]));
}
