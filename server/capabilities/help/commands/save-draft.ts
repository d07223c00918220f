import { agenciesWith } from '#capabilities/access';
import { recordAction } from '#capabilities/audit';
import { canChangeHelp, type HelpChannel } from '#contract/help';
import type { SaveHelpDraft } from '#contract/help-api';
import { type HelpForm, readHelpForm } from '#contract/help-form';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { HelpContext } from '../context.ts';
import { knownFrom } from '../draft.ts';
import { beginRequest, changeNotAllowed, type HelpRequest } from '../request.ts';
import { findForm, saveForm } from '../store/form-rows.ts';
import { insertRequest, updateRequest } from '../store/request-rows.ts';
import { type Filer, loadOwnRequest } from './load-request.ts';
import { raiseDanger } from './raise-danger.ts';
import { auditActorOf, type HelpActor, recordHelpStep } from './record-change.ts';

type Staff = Filer & { kind: 'staff' };

/** Begins a request with what was typed until now. For the service, because danger becomes a report. @returns its id */
export async function beginDraft(
  context: HelpContext,
  work: Work,
  filer: Staff,
  typed: SaveHelpDraft,
): Promise<string> {
  const { actor } = filer;
  const [agencyId] = agenciesWith(actor, 'help:file');
  if (!agencyId) throw new AppError('access/not-permitted');
  const channel = channelOf(filer, typed.channel);
  const begun = beginRequest({ id: newId(), channel, agencyId, filedByPersonId: actor.userId }, context.clock.now());
  const request = await insertRequest(work.tx, begun);
  recordHelpStep(context, work, request.id, { kind: 'begun', by: actor, details: { channel }, codes: { channel } });
  return writeDraft(context, work, filer, request, typed);
}

/**
 * Saves what was typed, as one types. Danger is read first, whatever state the request is in and whatever else was sent.
 * @throws AppError `help/draft-not-found`, `help/change-not-allowed` when it was sent and nobody is in danger
 */
export async function saveDraft(
  context: HelpContext,
  work: Work,
  filer: Filer,
  id: string,
  typed: SaveHelpDraft,
): Promise<string> {
  const request = await loadOwnRequest(work, filer, id);
  const isWritable = request.status === 'draft' || canChangeHelp(request.status, 'correct');
  if (!isWritable && typed.danger !== 'yes') throw changeNotAllowed(request, 'save');
  return writeDraft(context, work, filer, request, typed, isWritable);
}

async function writeDraft(
  context: HelpContext,
  work: Work,
  filer: Filer,
  before: HelpRequest,
  typed: SaveHelpDraft,
  isWritable = true,
): Promise<string> {
  const now = context.clock.now();
  const written = typed.form ?? (await findForm(work.tx, before.id))?.form ?? {};
  const { form } = readHelpForm(written);
  const asked: HelpRequest = { ...before, danger: typed.danger ?? before.danger };
  const endangered =
    typed.danger === 'yes' ? await withDanger(context, work, filer, asked, form, typed.silent === true) : asked;
  // One that was sent stays open under what it said, until it is sent once more.
  const request = before.status === 'draft' ? { ...endangered, ...knownFrom(form) } : endangered;
  await updateRequest(work.tx, { ...request, version: request.version + 1, updatedAt: now });
  if (isWritable) {
    const savedByPersonId = filer.kind === 'staff' ? filer.actor.userId : null;
    await saveForm(work.tx, { requestId: request.id, form: written, savedAt: now, savedByPersonId });
  }
  const saved = { action: 'help/saved', subjectKind: 'help-request', subjectId: request.id, details: {}, at: now };
  recordAction(work, { ...auditActorOf(actorOf(filer)), ...saved });
  return request.id;
}

async function withDanger(
  context: HelpContext,
  work: Work,
  filer: Filer,
  request: HelpRequest,
  form: HelpForm,
  silent: boolean,
): Promise<HelpRequest> {
  const dangerReportId =
    filer.kind === 'staff' ? await raiseDanger(context, work, filer, { request, form, silent }) : filer.dangerReportId;
  if (dangerReportId === undefined) return request;
  if (request.dangerReportId !== dangerReportId) {
    recordHelpStep(context, work, request.id, {
      ...{
        kind: 'danger-reported',
        by: actorOf(filer),
        details: { silent },
        codes: { reportId: dangerReportId, silent },
      },
    });
  }
  return { ...request, dangerReportId };
}

/** The person themselves, or whoever writes it for them. */
function actorOf(filer: Filer): HelpActor {
  return filer.kind === 'staff' ? filer.actor : { reporterId: filer.reporterId };
}

/** A volunteer files as one; staff say how the person came. */
function channelOf({ actor }: Staff, said: HelpChannel | null | undefined): HelpChannel {
  if (!actor.permissions.has('help:view')) return 'volunteer';
  return said ?? (actor.permissions.has('report:take-by-phone') ? 'phone-1300' : 'walk-in');
}
