import { type Actor, nameStaff } from '#capabilities/access';
import { mayFor } from '#capabilities/jurisdiction';
import { allowedCaseActions, approvalOf, CASE_ACTIONS } from '#contract/case';
import type { CaseDetail } from '#contract/case-api';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { CareQueryContext } from '../context.ts';
import { toCarePerson } from '../people/person.ts';
import { findPerson } from '../people/store/person-rows.ts';
import type { Case } from '../record/case.ts';
import { findDangerTool } from '../record/danger-tools.ts';
import { foldFacts } from '../record/fold-facts.ts';
import { findMissing } from '../record/guards.ts';
import { listApprovals } from '../record/store/approval-rows.ts';
import { findCase, listCasesById, listCaseTimeline } from '../record/store/case-rows.ts';
import { findCaseAccess, getFactRow } from '../record/store/fact-rows.ts';
import { listLinks } from '../record/store/link-rows.ts';
import { listTeam } from '../record/store/team-rows.ts';
import { findLastTransfer } from '../record/store/transfer-rows.ts';
import { nameAgency, summarizeCases } from './list-cases.ts';

/**
 * A case as this person may see it: all of it, or the sections they were invited to.
 * @throws AppError `case/not-found`
 */
export async function getCaseDetail(
  context: CareQueryContext,
  connection: Connection,
  actor: Actor,
  id: string,
): Promise<CaseDetail> {
  const access = await findCaseAccess(connection, id);
  const one = access && (await findCase(connection, id));
  if (!one) throw new AppError('case/not-found');
  const [summary] = await summarizeCases(context, connection, actor, [one]);
  if (!summary) throw new AppError('case/not-found');
  const sees = (section: string) => access.sections === null || access.sections.includes(section);
  const { suggested, ...relations } = await listRelations(context, connection, actor, one);
  const person = sees('person') ? await findPerson(connection, one.personId) : undefined;
  return {
    case: summary,
    sections: access.sections as CaseDetail['sections'],
    mayAct: access.mayAct,
    person: person ? toCarePerson(person) : null,
    actions: access.mayAct && access.sections === null ? await listActions(context, connection, actor, one) : [],
    ...relations,
    suggested: access.sections === null ? suggested : null,
    timeline: (await listCaseTimeline(connection, id)).map(({ at, section: _, ...entry }) => ({
      ...entry,
      at: at.toISOString(),
    })),
    reporterMessage: one.reporterMessage,
  };
}

/** What stands beside a case; for invited people their own invitation alone, as row security shows it. */
async function listRelations(
  context: CareQueryContext,
  connection: Connection,
  actor: Actor,
  one: Case,
): Promise<Pick<CaseDetail, 'approvals' | 'transfer' | 'team' | 'links' | 'suggested'>> {
  const { jurisdiction, clock } = context;
  const now = clock.now();
  const approvals = await listApprovals(connection, one.id);
  const last = await findLastTransfer(connection, one.id);
  const team = await listTeam(connection, one.id);
  const links = await listLinks(connection, one.id);
  const linked =
    links.length > 0
      ? await listCasesById(
          connection,
          links.map(({ caseId }) => caseId),
        )
      : [];
  const summaries = new Map((await summarizeCases(context, connection, actor, linked)).map((each) => [each.id, each]));
  const staff = [
    ...approvals.flatMap(({ requestedByPersonId, decidedByPersonId }) => [requestedByPersonId, decidedByPersonId]),
    ...[last?.fromWorkerId, last?.toWorkerId, last?.offeredByPersonId],
    ...team.map(({ accountId }) => accountId),
    one.suggestedWorkerId,
  ];
  const name = await nameStaff(connection, staff, now);
  return {
    suggested: one.suggestedWorkerId ? name(one.suggestedWorkerId) : null,
    approvals: approvals.map(
      ({ requestedByPersonId, requestedAt, dueAt, decidedByPersonId, decidedAt, ...approval }) => ({
        ...approval,
        requestedBy: name(requestedByPersonId),
        requestedAt: requestedAt.toISOString(),
        dueAt: dueAt.toISOString(),
        decidedBy: decidedByPersonId ? name(decidedByPersonId) : null,
        decidedAt: decidedAt?.toISOString() ?? null,
        isMine: requestedByPersonId === actor.userId,
      }),
    ),
    transfer: last
      ? {
          ...{
            id: last.id,
            reason: last.reason,
            note: last.note,
            answer: last.answer,
            answerReason: last.answerReason,
          },
          from: nameAgency(jurisdiction, last.fromAgencyId),
          fromWorker: last.fromWorkerId ? name(last.fromWorkerId) : null,
          to: nameAgency(jurisdiction, last.toAgencyId),
          toWorker: last.toWorkerId ? name(last.toWorkerId) : null,
          offeredBy: name(last.offeredByPersonId),
          offeredAt: last.offeredAt.toISOString(),
          dueAt: last.dueAt.toISOString(),
          answeredAt: last.answeredAt?.toISOString() ?? null,
          isMine:
            last.answer === null &&
            mayFor(jurisdiction, actor, 'case:transfer', [last.toAgencyId]) &&
            (last.toWorkerId === null || last.toWorkerId === actor.userId),
        }
      : null,
    team: team.map(({ id, accountId, profession, sections, until, endedAt }) => ({
      ...{ id, sections, person: name(accountId), until: until.toISOString() },
      profession: profession as CaseDetail['team'][number]['profession'],
      isInForce: endedAt === null && until > now,
    })),
    links: links.flatMap(({ caseId, kind }) => {
      const shown = summaries.get(caseId);
      return shown ? [{ kind, case: shown }] : [];
    }),
  };
}

/** What the status allows this person, and what is still missing for it. */
async function listActions(
  { jurisdiction }: CareQueryContext,
  connection: Connection,
  actor: Actor,
  one: Case,
): Promise<CaseDetail['actions']> {
  const facts = foldFacts(one, await getFactRow(connection, one.id), findDangerTool);
  return allowedCaseActions(one.status)
    .filter((action) => {
      const { permission } = CASE_ACTIONS[action];
      // A worker proposes what a second person decides.
      const needed = permission === 'case:approve' ? 'case:work' : permission;
      return mayFor(jurisdiction, actor, needed, [one.agencyId]);
    })
    .map((action) => {
      const deciding = approvalOf(action);
      // The reason comes with the action itself.
      const asked = { risk: one.risk, facts, reason: 'given', deciding };
      return { action, missing: findMissing(action, asked), byApproval: deciding };
    });
}
