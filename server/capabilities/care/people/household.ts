import type { ThaiDay } from '#contract/thai-day';
import { AppError } from '#platform/app-error';

/** Somebody who lives or lived there. A row is ended, never changed otherwise. */
export type Membership = {
  id: string;
  householdId: string;
  personId: string;
  relation: string;
  fromOn: ThaiDay;
  toOn: ThaiDay | null;
};

/** What a change of households ends and begins. */
export type MembershipChange = {
  ended: { id: string; personId: string; on: ThaiDay }[];
  begun: Membership[];
};

/** Who lives there now. */
export function currentOf(members: readonly Membership[], householdId: string): Membership[] {
  return members.filter((one) => one.householdId === householdId && one.toOn === null);
}

/** Somebody joins a household. @throws AppError `case/household-changed` for somebody who lives there already */
export function join(
  members: readonly Membership[],
  joining: Omit<Membership, 'toOn' | 'id'>,
  makeId: () => string,
): MembershipChange {
  if (currentOf(members, joining.householdId).some(({ personId }) => personId === joining.personId)) throw changed();
  return { ended: [], begun: [{ ...joining, id: makeId(), toOn: null }] };
}

/** Members leave. @throws AppError `case/household-changed` for somebody who does not live there any more */
export function leave(
  members: readonly Membership[],
  householdId: string,
  personIds: readonly string[],
  on: ThaiDay,
): MembershipChange {
  const current = currentOf(members, householdId);
  const leaving = [...new Set(personIds)].map((personId) => {
    const found = current.find((one) => one.personId === personId);
    if (!found || personIds.length === 0) throw changed();
    // Nobody leaves before they came.
    return { id: found.id, personId, on: on < found.fromOn ? found.fromOn : on };
  });
  return { ended: leaving, begun: [] };
}

/** Members move on: their rows end, and new ones begin in another household on the same day. */
export function move(
  members: readonly Membership[],
  { from, to, personIds, on }: { from: string; to: string; personIds: readonly string[]; on: ThaiDay },
  makeId: () => string,
): MembershipChange {
  const { ended } = leave(members, from, personIds, on);
  const there = currentOf(members, to);
  const begun = ended.flatMap(({ personId, on: fromOn }) => {
    // Who lives in both already stays there.
    if (there.some((one) => one.personId === personId)) return [];
    const relation = currentOf(members, from).find((one) => one.personId === personId)?.relation ?? 'other';
    return [{ id: makeId(), householdId: to, personId, relation, fromOn, toOn: null }];
  });
  return { ended, begun };
}

/** Everybody of one household moves into another; `moved` are those who an undo takes back. */
export function merge(
  members: readonly Membership[],
  { from, into, on }: { from: string; into: string; on: ThaiDay },
  makeId: () => string,
): MembershipChange & { moved: string[] } {
  const personIds = currentOf(members, from).map(({ personId }) => personId);
  if (from === into || personIds.length === 0) throw changed();
  const change = move(members, { from, to: into, personIds, on }, makeId);
  return { ...change, moved: personIds };
}

/** A change that happened, as far as its undo asks for it. */
export type PastChange = {
  kind: 'begun' | 'joined' | 'left' | 'merged' | 'undone';
  householdId: string;
  /** Where those who came with it were before. */
  otherHouseholdId: string | null;
  personIds: readonly string[];
};

/** Whom the undo of a change still concerns: of those who came, who is there; of those who left, who has not come back. */
export function concernedBy(
  members: readonly Membership[],
  { kind, householdId, otherHouseholdId, personIds }: PastChange,
): string[] {
  const there = currentOf(members, householdId).map(({ personId }) => personId);
  if (kind === 'undone') return [];
  // A household that others live in by now was not begun in vain.
  const isOthers = kind === 'begun' && !otherHouseholdId && there.some((personId) => !personIds.includes(personId));
  return isOthers ? [] : personIds.filter((personId) => there.includes(personId) === (kind !== 'left'));
}

/**
 * Undoes a change by new rows. Who came goes back to where they were, who left is there again; whoever has moved on
 * meanwhile stays where they are. @throws AppError `case/household-changed` if nobody is left to whom it applies
 */
export function undo(
  members: readonly Membership[],
  change: PastChange,
  on: ThaiDay,
  makeId: () => string,
): MembershipChange & { personIds: string[] } {
  const { kind, householdId, otherHouseholdId } = change;
  const personIds = concernedBy(members, change);
  if (personIds.length === 0) throw changed();
  if (kind === 'left') {
    const begun = personIds.map((personId) => {
      const last = members.findLast((one) => one.householdId === householdId && one.personId === personId);
      return { id: makeId(), householdId, personId, relation: last?.relation ?? 'other', fromOn: on, toOn: null };
    });
    return { ended: [], begun, personIds };
  }
  if (otherHouseholdId === null) return { ...leave(members, householdId, personIds, on), personIds };
  return { ...move(members, { from: householdId, to: otherHouseholdId, personIds, on }, makeId), personIds };
}

/** The rows after a change. For tests of these rules; the database does the same. */
export function applyChange(members: readonly Membership[], { ended, begun }: MembershipChange): Membership[] {
  const endedOn = new Map(ended.map(({ id, on }) => [id, on]));
  return [...members.map((one) => ({ ...one, toOn: one.toOn ?? endedOn.get(one.id) ?? null })), ...begun];
}

function changed(): AppError {
  return new AppError('case/household-changed');
}
