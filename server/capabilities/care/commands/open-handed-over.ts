import type { IncidentEvents } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../context.ts';
import { concernsOf, openHandedOver } from '../open-cases.ts';
import { recordCaseStep } from '../record/commands/record-case-change.ts';
import { listOpenCasesOf } from '../record/store/case-rows.ts';
import { linkCases } from '../record/store/link-rows.ts';
import { insertOpenedCases } from '../store/opening-rows.ts';
import { chooseOwner, recordPassing } from './choose-owner.ts';

/**
 * Opens a case for each person whom the incident leaves in need of care, in the transaction that ends it: within seconds it
 * is in the centre's list. Where nobody of the centre can accept it, the province has it at once.
 */
export async function openHandedOverCases(
  context: CareContext,
  work: Work,
  handedOver: IncidentEvents['incident-handed-over'],
): Promise<void> {
  const { incidentId, code, toAgencyId, by, at } = handedOver;
  const open = await listOpenCasesOf(work.tx, incidentId);
  // Handed over before and ended again: it belongs to the case that is there.
  for (const { caseId } of open) {
    await recordCaseStep(context, work, caseId, { kind: 'joined', by, details: { incidentCode: code } });
  }
  const concerns = concernsOf(handedOver).filter((concern) => !open.some((one) => one.concern === concern));
  if (concerns.length === 0) return;
  const owner = await chooseOwner(context, work, toAgencyId);
  const { agencyId } = owner;
  const { people, cases } = openHandedOver(handedOver, concerns, agencyId, newId);
  await insertOpenedCases(work.tx, people, cases);
  for (const opened of cases) {
    const { id: caseId, concern, place } = opened;
    const codes = { incidentId, agencyId, concern };
    const details = { incidentCode: code, concern, subdistrict: place.subdistrictTh };
    await recordCaseStep(context, work, caseId, { kind: 'registered', by, details, codes, opened });
    await recordPassing(context, work, opened, { by, ...owner });
  }
  const ids = [...open.map(({ caseId }) => caseId), ...cases.map(({ id }) => id)];
  const [first, ...others] = ids;
  for (const otherCaseId of others) {
    if (first) linkCases(work, { caseId: first, otherCaseId, kind: 'same-incident', byPersonId: by.userId, at });
  }
}
