import { type Actor, nameStaff } from '#capabilities/access';
import type { HouseholdDetail } from '#contract/household';
import { AppError } from '#platform/app-error';
import type { Connection } from '#platform/database/database';
import type { CareQueryContext } from '../../context.ts';
import { findCase } from '../../record/store/case-rows.ts';
import { concernedBy, type PastChange } from '../household.ts';
import { findHousehold, listHouseholdChanges, listMembers } from '../store/household-rows.ts';
import { listPeople } from '../store/person-rows.ts';

/**
 * Who lives and lived with the person of a case. Of whoever has left only that they did: their new place may be secret.
 * @throws AppError `case/not-found`
 */
export async function getHousehold(
  { clock }: CareQueryContext,
  connection: Connection,
  _: Actor,
  id: string,
): Promise<{ household: HouseholdDetail | null }> {
  const one = await findCase(connection, id);
  if (!one) throw new AppError('case/not-found');
  const home = one.householdId ? await findHousehold(connection, one.householdId) : undefined;
  if (!home) return { household: null };
  const members = await listMembers(connection, home.id);
  const people = await listPeople(connection, [...new Set(members.map(({ personId }) => personId))]);
  const changes = await listHouseholdChanges(connection, home.id);
  const staff = changes.map(({ byPersonId }) => byPersonId);
  const nameOf = await nameStaff(connection, staff, clock.now());
  return {
    household: {
      ...{ id: home.id, address: home.address, secret: home.secret },
      members: members.map(({ id: memberId, personId, relation, fromOn, toOn }) => {
        const person = people.find((each) => each.id === personId);
        const isOfCase = personId === one.personId;
        return {
          id: memberId,
          personId,
          name: person?.name ?? person?.alias ?? null,
          relation,
          fromOn,
          toOn,
          isOfCase,
        };
      }),
      changes: changes.map((change) => ({
        ...{
          id: change.id,
          kind: isSplit(change) ? ('split' as const) : change.kind,
          people: change.personIds.length,
          onDay: change.onDay,
        },
        at: change.at.toISOString(),
        by: nameOf(change.byPersonId),
        mayUndo: change.undoneAt === null && change.partOf === null && concernedBy(members, change).length > 0,
      })),
    },
  };
}

/** Those who began it came from another household. */
function isSplit({ kind, otherHouseholdId }: PastChange): boolean {
  return kind === 'begun' && otherHouseholdId !== null;
}
