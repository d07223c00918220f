import { type Actor, agenciesWith } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { beginCall, updateCall } from '#capabilities/intake';
import type { Revisit, RevisitAnswer } from '#contract/places';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import type { PreventionContext } from '../../context.ts';
import { describeRevisit } from '../describe-place.ts';
import th from '../messages/th.json' with { type: 'json' };
import { mayAnswer, placeRightsOf } from '../place-scope.ts';
import { answerRevisit as decide } from '../revisit.ts';
import { findPlaceRow, listPlaceIncidents } from '../store/place-rows.ts';
import { lockRevisit, type RevisitRow, storeAnswer } from '../store/revisit-rows.ts';

/**
 * What came of a visit. Nobody at the door is told anything by this system: no message goes to whoever reported, now or before.
 * @throws AppError `insight/revisit-not-found`, `insight/revisit-answered`, `insight/revisit-not-due`
 */
export async function answerRevisit(
  context: PreventionContext,
  work: Work,
  actor: Actor,
  id: string,
  answer: RevisitAnswer,
): Promise<Revisit> {
  const { clock, jurisdiction } = context;
  const now = clock.now();
  const visit = await lockRevisit(work.tx, id);
  const rights = await placeRightsOf(context, work, actor);
  const place =
    visit && (await findPlaceRow(work.tx, visit.rootId, { ...rights, scope: { ...rights.scope, all: true } }));
  if (!visit || !place || !mayAnswer(jurisdiction, actor, visit)) throw new AppError('insight/revisit-not-found');
  const isEarly = visit.dueOn > rights.today;
  // Nobody was at home, somebody else says so first, and it is tomorrow's visit now.
  if (visit.state !== 'open' || (isEarly && visit.tries > 0))
    throw new AppError('insight/revisit-answered', { lostTo: { actions: ['insight/answer-revisit'], subjects: [id] } });
  if (isEarly) throw new AppError('insight/revisit-not-due');
  const dangerReportId = answer.dangerNow ? await raiseDanger(context, work, actor, visit, place.isQuiet) : null;
  const answered = {
    ...{
      ...visit,
      ...decide(visit, answer, rights.today),
      cameOf: answer.cameOf,
      referredTo: answer.outcome === 'referred' ? (answer.referredTo ?? 'other') : null,
    },
    ...{ dangerReportId, answeredAt: now, answeredByPersonId: actor.userId },
  };
  await storeAnswer(work.tx, answered);
  const details = {
    outcome: answer.outcome,
    day: visit.day,
    tries: answered.tries,
    ...(dangerReportId && { reportId: dangerReportId }),
  };
  recordAction(work, {
    ...{
      ...byPerson(actor),
      action: 'insight/answer-revisit',
      subjectKind: 'revisit',
      subjectId: id,
      details,
      at: now,
    },
  });
  return describeRevisit(jurisdiction, actor, answered);
}

/** Danger beats paperwork: whoever is found in danger at the door is reported at once, like by telephone; quietly where it must be. */
async function raiseDanger(
  context: PreventionContext,
  work: Work,
  actor: Actor,
  { rootId, agencyId, centreId }: RevisitRow,
  silent: boolean,
): Promise<string | null> {
  const [latest] = (await listPlaceIncidents(work.tx, rootId)).filter(({ isApart }) => !isApart);
  if (!latest) return null;
  const clerk = {
    ...{ personId: actor.userId, name: actor.name },
    agencyId: agenciesWith(actor, 'place:revisit')[0] ?? agencyId ?? centreId ?? '',
  };
  const reportId = await beginCall(context, work, clerk, '1300');
  const { lat, lng, accuracyMetres, detail, label } = latest;
  await updateCall(context, work, reportId, clerk, {
    ...{ line: '1300', isDraft: false, silent, callBack: false, type: latest.type },
    position: { lat, lng, accuracyMetres, label, source: 'typed', at: context.clock.now().toISOString() },
    ...(detail && { placeDetail: detail.slice(0, 200) }),
    note: th.foundInDanger,
  });
  return reportId;
}
