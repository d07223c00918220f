import { type Actor, agenciesWith } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { beginCall, type Clerk, dropCall, updateCall } from '#capabilities/intake';
import type { CallLine, PhoneReportInput } from '#contract/control-room';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { ControlRoomContext } from '../context.ts';

/** Starts the report of a caller with the facts known so far. @returns its id */
export async function takePhoneReport(
  context: ControlRoomContext,
  work: Work,
  actor: Actor,
  { channel, ...input }: PhoneReportInput & { channel: CallLine },
): Promise<string> {
  const reportId = await beginCall(context, work, clerkOf(actor), channel);
  await addToPhoneReport(context, work, actor, { reportId, line: channel, input });
  return reportId;
}

/** Adds facts to a report: of the clerk's own call, or an unfinished one that is shown to their control room. */
export async function addToPhoneReport(
  context: ControlRoomContext,
  work: Work,
  actor: Actor,
  { reportId, line, input }: { reportId: string; line: CallLine; input: PhoneReportInput },
): Promise<void> {
  const { place, isDraft = false, ...rest } = input;
  const at = context.clock.now();
  const position = place && {
    ...place,
    accuracyMetres: place.accuracyMetres ?? null,
    label: place.label ?? null,
    at: at.toISOString(),
  };
  await updateCall(context, work, reportId, clerkOf(actor), { ...rest, position, isDraft, line });
  const details = { line, isDraft, knowsType: input.type !== undefined, knowsPlace: place != null };
  record(work, actor, 'control-room/type-in-report', { reportId, at, details });
}

/** Drops a report that was none, for example a wrong number or a child playing. The reason stays in the audit log. */
export async function dropPhoneReport(
  context: ControlRoomContext,
  work: Work,
  actor: Actor,
  { reportId, reason }: { reportId: string; reason: string },
): Promise<void> {
  await dropCall(context, work, reportId, clerkOf(actor));
  record(work, actor, 'control-room/drop-report', { reportId, at: context.clock.now(), details: { reason } });
}

function record(
  work: Work,
  actor: Actor,
  action: string,
  { reportId, at, details }: { reportId: string; at: Date; details: Record<string, string | boolean> },
) {
  recordAction(work, { ...byPerson(actor), action, subjectKind: 'report', subjectId: reportId, at, details });
}

/** @throws AppError `access/not-permitted` when the right has ended meanwhile */
function clerkOf(actor: Actor): Clerk {
  const [agencyId] = agenciesWith(actor, 'report:take-by-phone');
  if (!agencyId) throw new AppError('access/not-permitted');
  return { personId: actor.userId, name: actor.name, agencyId };
}
