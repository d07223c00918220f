import { byPerson, recordAction } from '#capabilities/audit';
import { thaiDayOf } from '#contract/thai-day';
import { mustHaveFullScope, scopeOf } from '../scope.ts';
import { lockPerson, selectServed, setOwnNumbers } from '../store-people.ts';
import type { OnAccount } from './change-account.ts';

/**
 * Sets the private numbers of a colleague, so that a case from which somebody with that number is barred does not exist for
 * them. Nobody is shown them again, and the audit holds only which are known.
 * @throws AppError `access/person-not-found`, `access/person-serves-elsewhere`
 */
export async function changeOwnNumbers(
  { context: { transact, clock, events }, agencies, actor, personId }: OnAccount,
  { phone, idNumber }: { phone: string | null; idNumber: string | null },
): Promise<void> {
  await transact(async (work) => {
    const at = clock.now();
    await lockPerson(work.tx, personId);
    const served = await selectServed(work.tx, [personId]);
    mustHaveFullScope(scopeOf(actor, served, agencies.isWithin, thaiDayOf(at)));
    await setOwnNumbers(work.tx, personId, { phone, 'id-number': idNumber });
    await events.publish(work, 'person-known-anew', { personId });
    recordAction(work, {
      ...byPerson(actor),
      ...{ action: 'access/change-own-numbers', subjectKind: 'person', subjectId: personId },
      details: { phone: phone !== null, idNumber: idNumber !== null },
      at,
    });
  });
}
