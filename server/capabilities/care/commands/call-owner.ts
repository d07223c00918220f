import { agenciesWith, listStaff } from '#capabilities/access';
import type { CareEvents } from '#events/care-events';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../context.ts';
import { findCase } from '../record/store/case-rows.ts';
import { listExcludedAccounts } from '../record/store/exclusion-rows.ts';

/**
 * Calls whoever has to look at a case of this owner: its worker, and with something urgent their supervisors; where nobody
 * works on it, everybody who could; nobody who is barred from it. No case is named.
 */
export async function callOwner(
  { clock, events }: CareContext,
  work: Work,
  kind: CareEvents['case-people-called']['kind'],
  { id, agencyId, workerId }: { id: string; agencyId: string; workerId: string | null },
): Promise<void> {
  const staff = await listStaff(work.tx, { agencyIds: [agencyId] }, clock.now());
  const barred = await listExcludedAccounts(work.tx, id);
  const isThere = staff.some(({ id }) => id === workerId);
  const people = staff.filter((person) => {
    if (barred.includes(person.id)) return false;
    const may = (permission: 'case:work' | 'case:approve') => agenciesWith(person, permission).includes(agencyId);
    if (kind === 'case-urgent' && may('case:approve')) return true;
    return isThere ? person.id === workerId : may('case:work');
  });
  if (people.length === 0) return;
  await events.publish(work, 'case-people-called', {
    kind,
    people: people.map(({ id }) => ({ personId: id, agencyId })),
  });
}

/** Reminds whoever has to look at this case, found by its id. */
export async function callCaseOwner(context: CareContext, work: Work, caseId: string): Promise<void> {
  const one = await findCase(work.tx, caseId);
  if (one) await callOwner(context, work, 'case-reminder', one);
}
