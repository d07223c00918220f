import { listStaff } from '#capabilities/access';
import { listBarredAccounts } from '#capabilities/care';
import { findOffice } from '#capabilities/jurisdiction';
import type { Work } from '#platform/database/transaction';
import { agenciesToAsk, callPeople } from '../called-people.ts';
import type { ReferralContext } from '../context.ts';
import type { ReferralMark } from '../marks.ts';
import type { Referral } from '../referral.ts';

/** What has come for a referral, with the sender as it is now. */
export type CallingMark = { mark: ReferralMark; one: Pick<Referral, 'toAgencyId' | 'fromAgencyId' | 'caseId'> };

/** Alerts whoever has to look, each once for all that has come now; no person and no case is named. */
export async function callPeopleFor(
  { events, jurisdiction, clock }: ReferralContext,
  work: Work,
  marked: readonly CallingMark[],
): Promise<void> {
  if (marked.length === 0) return;
  const officeOf = (agencyId: string) => findOffice(jurisdiction, agencyId)?.id;
  const staff = await listStaff(work.tx, { agencyIds: agenciesToAsk(marked, officeOf) }, clock.now());
  const barred = await listBarredAccounts(work.tx, [...new Set(marked.map(({ one }) => one.caseId))]);
  const isBarred = (caseId: string, personId: string) =>
    barred.some((one) => one.caseId === caseId && one.accountId === personId);
  const { reminded, late } = callPeople(marked, { staff, officeOf, isBarred });
  if (reminded.length > 0)
    await events.publish(work, 'case-people-called', { kind: 'case-reminder', people: reminded });
  if (late.length > 0) await events.publish(work, 'case-people-called', { kind: 'case-late', people: late });
}
