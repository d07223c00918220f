import type { Actor } from '#capabilities/access';
import type { EarlierIncident, IncidentSafety, SafetyNote } from '#contract/safety';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { QueryContext } from '../../context.ts';
import { listQuestions } from '../../conversation/store/question-rows.ts';
import { nameAgency } from '../../record/queries/list-summaries.ts';
import { getVisibleIncident } from '../../visibility/queries/get-visible-incident.ts';
import { flagsFrom, flagsNow, healthNumbersFor } from '../safety.ts';
import { type EarlierRow, listEarlier, listSafetyNotes, type SafetyNoteRow } from '../store/safety-rows.ts';

/** One building with its grounds. */
const NEAR_METRES = 50;
const EARLIER_AT_MOST = 20;

/**
 * What an officer must know before knocking: notes, reporters' answers, and earlier incidents here or of the same
 * people.
 * @throws AppError `incident/not-found`, `access/not-permitted` for somebody who may not know the place
 */
export async function getSafety(
  context: QueryContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<IncidentSafety> {
  const { incident, visibility } = await getVisibleIncident(context, connection, actor, id);
  if (visibility.place !== 'exact') throw new AppError('access/not-permitted');
  const now = context.clock.now();
  const notes = await listSafetyNotes(connection, id);
  const questions = await listQuestions(connection, id);
  const found = await listEarlier(connection, id, { metres: NEAR_METRES, now, limit: EARLIER_AT_MOST });
  const earlier = found.map((row) => toEarlier(context, row));
  const flags = flagsNow(notes, questions, now);
  return {
    flags,
    healthNumbers: healthNumbersFor(incident.type, [flags, ...earlier.map((one) => one.flags)]),
    notes: notes.map(toNote),
    earlier,
  };
}

function toNote({
  id,
  kind,
  text,
  by,
  at,
  until,
  withdrawnAt,
  withdrawnBy,
  withdrawReason,
}: SafetyNoteRow): SafetyNote {
  const withdrawn =
    withdrawnAt && withdrawnBy
      ? { at: withdrawnAt.toISOString(), by: withdrawnBy, reason: withdrawReason ?? '' }
      : null;
  return { id, kind, text, by, at: at.toISOString(), until: until.toISOString(), withdrawn };
}

function toEarlier({ jurisdiction }: QueryContext, row: EarlierRow): EarlierIncident {
  const { type, status, disposition, openedAt, metresApart, sameReporter, samePhone, notes } = row;
  return {
    type,
    status,
    disposition,
    openedAt: openedAt.toISOString(),
    agency: nameAgency(jurisdiction, row.responsibleAgencyId),
    metresApart: Math.round(metresApart),
    because: [
      ...(metresApart <= NEAR_METRES ? (['same-place'] as const) : []),
      ...(sameReporter ? (['same-reporter'] as const) : []),
      ...(samePhone ? (['same-phone'] as const) : []),
    ],
    flags: flagsFrom(notes, row.answers),
    notes: notes.map((note) => ({
      ...note,
      at: new Date(note.at).toISOString(),
      until: new Date(note.until).toISOString(),
    })),
  };
}
