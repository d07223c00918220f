import type { Actor } from '#capabilities/access';
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
import { findCase, listCaseTimeline } from '../record/store/case-rows.ts';
import { findCaseAccess, getFactRow } from '../record/store/fact-rows.ts';
import { summarizeCases } from './list-cases.ts';

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
  const person = sees('person') ? await findPerson(connection, one.personId) : undefined;
  return {
    case: summary,
    sections: access.sections as CaseDetail['sections'],
    mayAct: access.mayAct,
    person: person ? toCarePerson(person) : null,
    actions: access.mayAct && access.sections === null ? await listActions(context, connection, actor, one) : [],
    timeline: (await listCaseTimeline(connection, id)).map(({ at, section: _, ...entry }) => ({
      ...entry,
      at: at.toISOString(),
    })),
    reporterMessage: one.reporterMessage,
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
