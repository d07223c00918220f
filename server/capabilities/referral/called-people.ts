import { type Actor, agenciesWith } from '#capabilities/access';
import type { Permission } from '#contract/permission';
import type { ReferralMark } from './marks.ts';
import type { Referral } from './referral.ts';

type Colleague = { id: string; memberships: Actor['memberships'] };
type CalledPerson = { personId: string; agencyId: string };
type Marked = { mark: ReferralMark; one: Pick<Referral, 'toAgencyId' | 'fromAgencyId' | 'caseId'> };
type Around = {
  staff: readonly Colleague[];
  /** The provincial office that an agency is, or that is over it. */
  officeOf(agencyId: string): string | undefined;
  isBarred(caseId: string, personId: string): boolean;
};

/**
 * Whom the marks call: at half time, and when the receiver owes a word, those who answer there; when nobody answered both
 * supervisors; a day later the province. Each person once, however much is due; nobody for a case from which they are barred.
 */
export function callPeople(
  marked: readonly Marked[],
  around: Around,
): { reminded: CalledPerson[]; late: CalledPerson[] } {
  const { staff, officeOf, isBarred } = around;
  const called = { reminded: [] as CalledPerson[], late: [] as CalledPerson[] };
  for (const { mark, one } of marked) {
    const peopleWith = (permission: Permission, agencyId: string | undefined): CalledPerson[] =>
      agencyId === undefined
        ? []
        : staff
            .filter((person) => agenciesWith(person, permission).includes(agencyId) && !isBarred(one.caseId, person.id))
            .map(({ id }) => ({ personId: id, agencyId }));
    const supervisors = (permission: Permission, agencyId: string) => {
      const theirs = peopleWith(permission, agencyId);
      return theirs.length > 0 ? theirs : peopleWith('case:approve', officeOf(agencyId));
    };
    if (mark === 'reminded' || mark === 'update-due')
      called.reminded.push(...peopleWith('referral:answer', one.toAgencyId));
    if (mark === 'expired' || mark === 'outcome-due') {
      called.late.push(...supervisors('referral:confirm-decline', one.toAgencyId));
      called.late.push(...supervisors('case:approve', one.fromAgencyId));
    }
    if (mark === 'expired') called.late.push(...peopleWith('case:work', one.fromAgencyId));
    if (mark === 'province-told') called.late.push(...peopleWith('case:approve', officeOf(one.fromAgencyId)));
  }
  return { reminded: once(called.reminded), late: once(called.late) };
}

/** Agencies whose people are looked up for these marks. */
export function agenciesToAsk(marked: readonly Pick<Marked, 'one'>[], officeOf: Around['officeOf']): string[] {
  const agencies = marked.flatMap(({ one }) => [one.toAgencyId, one.fromAgencyId]);
  return [...new Set(agencies.flatMap((id) => [id, officeOf(id) ?? []].flat()))];
}

const once = (people: readonly CalledPerson[]): CalledPerson[] => [
  ...new Map(people.map((person) => [person.personId, person])).values(),
];
