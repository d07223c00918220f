import { type Actor, agenciesWith } from '#capabilities/access';
import type { ClockMark } from '#contract/case-clock';
import type { Permission } from '#contract/permission';

/** A mark of a clock, with whose case it is. */
export type Marked = { mark: ClockMark; agencyId: string; workerId: string | null; barredIds: readonly string[] };
export type CalledPerson = { personId: string; agencyId: string };
export type Called = { reminded: CalledPerson[]; told: CalledPerson[] };

type Colleague = { id: string; memberships: Actor['memberships'] };
/** The provincial office that an agency is, or that is over it. */
type OfficeOf = (agencyId: string) => string | undefined;

/** Agencies whose people are looked up for these marks. */
export function agenciesToAsk(marked: readonly Marked[], officeOf: OfficeOf): string[] {
  return [...new Set(marked.flatMap(({ agencyId }) => [agencyId, officeOf(agencyId) ?? []].flat()))];
}

/**
 * Whom the marks call: at half time the worker, or everybody of the owner who could accept the case; when it is due those
 * who supervise there, or the office where nobody does; a day later the office. Each person once, however much is late;
 * nobody for a case from which they are barred.
 */
export function callPeople(marked: readonly Marked[], staff: readonly Colleague[], officeOf: OfficeOf): Called {
  const peopleWith = (
    permission: Permission,
    agencyId: string | undefined,
    barredIds: readonly string[],
  ): CalledPerson[] =>
    agencyId === undefined
      ? []
      : staff
          .filter((person) => agenciesWith(person, permission).includes(agencyId) && !barredIds.includes(person.id))
          .map(({ id }) => ({ personId: id, agencyId }));
  const reminded = marked
    .filter(({ mark }) => mark === 'half')
    .flatMap(({ agencyId, workerId, barredIds }) =>
      workerId === null ? peopleWith('case:work', agencyId, barredIds) : [{ personId: workerId, agencyId }],
    );
  const told = marked.flatMap(({ mark, agencyId, barredIds }) => {
    if (mark === 'half') return [];
    const theirs = mark === 'due' ? peopleWith('case:approve', agencyId, barredIds) : [];
    return theirs.length > 0 ? theirs : peopleWith('case:approve', officeOf(agencyId), barredIds);
  });
  return { reminded: once(reminded), told: once(told) };
}

const once = (people: readonly CalledPerson[]): CalledPerson[] => [
  ...new Map(people.map((person) => [person.personId, person])).values(),
];
