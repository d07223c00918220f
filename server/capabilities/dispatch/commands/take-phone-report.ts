import { type Actor, agenciesWith } from '#capabilities/access';
import { byPerson, recordAct } from '#capabilities/audit';
import { beginCall, type Clerk, dropCall, tellOfCall } from '#capabilities/intake';
import type { CallLine, PhoneReportWords } from '#contract/dispatch';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { DispatchContext } from '../context.ts';

/** Begins the report of a caller, with what is known so far. @returns its id */
export async function takePhoneReport(
  context: DispatchContext,
  work: Work,
  actor: Actor,
  { channel, ...words }: PhoneReportWords & { channel: CallLine },
): Promise<string> {
  const reportId = await beginCall(context.intake, work, clerkOf(actor), channel);
  await tellMore(context, work, actor, reportId, { words, line: channel });
  return reportId;
}

/** Adds to a report, of the own call or of one that desks are shown. */
export async function addToPhoneReport(
  context: DispatchContext,
  work: Work,
  actor: Actor,
  { reportId, line, words }: { reportId: string; line: CallLine; words: PhoneReportWords },
): Promise<void> {
  await tellMore(context, work, actor, reportId, { words, line });
}

async function tellMore(
  context: DispatchContext,
  work: Work,
  actor: Actor,
  reportId: string,
  { words, line }: { words: PhoneReportWords; line: CallLine },
): Promise<void> {
  const { place, isDraft = false, ...rest } = words;
  const at = context.clock.now();
  const position = place && {
    ...place,
    accuracyMetres: place.accuracyMetres ?? null,
    label: place.label ?? null,
    at: at.toISOString(),
  };
  await tellOfCall(context.intake, work, reportId, clerkOf(actor), { ...rest, position, isDraft, line });
  const details = { line, isDraft, knowsType: words.type !== undefined, knowsPlace: place != null };
  await record(work, actor, 'dispatch/type-in-report', { reportId, at, details });
}

/** It was no report: the line was wrong, or a child played. The reason stays in the audit. */
export async function dropPhoneReport(
  { clock, intake }: DispatchContext,
  work: Work,
  actor: Actor,
  { reportId, reason }: { reportId: string; reason: string },
): Promise<void> {
  await dropCall(intake, work, reportId, clerkOf(actor));
  await record(work, actor, 'dispatch/drop-report', { reportId, at: clock.now(), details: { reason } });
}

function record(
  work: Work,
  actor: Actor,
  act: string,
  { reportId, at, details }: { reportId: string; at: Date; details: Record<string, string | boolean> },
) {
  return recordAct(work, { ...byPerson(actor), act, subjectKind: 'report', subjectId: reportId, at, details });
}

/** @throws AppError `access/not-permitted` for somebody whose right ended since */
function clerkOf(actor: Actor): Clerk {
  const [agencyId] = agenciesWith(actor, 'report:take-by-phone');
  if (!agencyId) throw new AppError('access/not-permitted');
  return { personId: actor.userId, name: actor.name, agencyId };
}
