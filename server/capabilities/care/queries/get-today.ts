import { type Actor, agenciesWith, nameStaff } from '#capabilities/access';
import type { WorkRow, WorkToday } from '#contract/case-work';
import type { Connection } from '#platform/database/database';
import type { CareQueryContext } from '../context.ts';
import { arrangeDay, type DayRow, shortContact } from '../work/arrange-day.ts';
import { listDayApprovals, listDayCases, listDayCasesById, listDayTransfers } from '../work/store/day-rows.ts';
import { careAgencyIdsWith, nameAgency } from './list-cases.ts';

const AT_MOST = 300;

/** What this person has to do today, in at most five statements however many cases there are. */
export async function getToday(context: CareQueryContext, connection: Connection, actor: Actor): Promise<WorkToday> {
  const { jurisdiction, clock } = context;
  const now = clock.now();
  const personId = actor.userId;
  // Accepting and answering is for one's own agencies; who decides does so for the branch below as well.
  const choice = (agencyIds: string[]) => ({ personId, agencyIds, limit: AT_MOST });
  const mine = await listDayCases(connection, choice(agenciesWith(actor, 'case:work')));
  const approvals = await listDayApprovals(connection, choice(careAgencyIdsWith(jurisdiction, actor, 'case:approve')));
  const transfers = await listDayTransfers(connection, choice(agenciesWith(actor, 'case:transfer')));
  const known = new Set(mine.map(({ caseId }) => caseId));
  const further = [...approvals, ...transfers].flatMap(({ caseId }) => (known.has(caseId) ? [] : [caseId]));
  const others = await listDayCasesById(connection, [...new Set(further)]);
  const day = arrangeDay({ mine, others, approvals, transfers }, personId, now);

  const whose = Object.values(day).flatMap((rows) => rows.map(({ whoseId }) => whoseId));
  const name = await nameStaff(connection, whose, now);
  const show = ({ one, agencyId, whoseId, since, dueAt, nudgedAt, ...row }: DayRow): WorkRow => ({
    ...row,
    caseId: one.caseId,
    caseCode: one.code,
    status: one.status,
    risk: one.risk,
    concern: one.concern,
    isMinor: one.isMinor,
    personName: one.personName,
    silent: one.silent,
    agency: nameAgency(jurisdiction, agencyId),
    whose: whoseId ? name(whoseId) : null,
    since: since.toISOString(),
    dueAt: dueAt?.toISOString() ?? null,
    nudgedAt: nudgedAt?.toISOString() ?? null,
    safeContact: shortContact(one.safeContact),
  });
  return {
    doNow: day.doNow.map(show),
    late: day.late.map(show),
    waitingForMe: day.waitingForMe.map(show),
    waitingForOthers: day.waitingForOthers.map(show),
    later: day.later.map(show),
  };
}
