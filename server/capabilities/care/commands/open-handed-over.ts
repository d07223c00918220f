import { listStaff } from '#capabilities/access';
import type { Jurisdiction } from '#capabilities/jurisdiction';
import type { IncidentEvents } from '#events/incident-events';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { CareContext } from '../context.ts';
import { canAccept, concernsOf, openHandedOver } from '../open-cases.ts';
import { recordCaseStep } from '../record/commands/record-case-change.ts';
import { listOpenCasesOf } from '../record/store/case-rows.ts';
import { linkCases } from '../record/store/link-rows.ts';
import { insertOpenedCases } from '../store/opening-rows.ts';

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
  const staff = await listStaff(work.tx, { agencyIds: [toAgencyId] }, at);
  const office = canAccept(staff, toAgencyId) ? undefined : officeOf(context.jurisdiction, toAgencyId);
  const agencyId = office?.id ?? toAgencyId;
  const { people, cases } = openHandedOver(handedOver, concerns, agencyId, newId);
  await insertOpenedCases(work.tx, people, cases);
  for (const opened of cases) {
    const { id: caseId, concern, place } = opened;
    const codes = { incidentId, agencyId, concern };
    const details = { incidentCode: code, concern, subdistrict: place.subdistrictTh };
    await recordCaseStep(context, work, caseId, { kind: 'registered', by, details, codes, opened });
    if (office) {
      const { nameTh, nameEn } = context.jurisdiction.getAgency(toAgencyId);
      const moved = { fromTh: nameTh, fromEn: nameEn, toTh: office.nameTh, toEn: office.nameEn, why: 'nobody-there' };
      await recordCaseStep(context, work, caseId, {
        ...{ kind: 'passed-to-province', by, details: moved, opened },
        codes: { fromAgencyId: toAgencyId, toAgencyId: office.id },
      });
    }
  }
  const ids = [...open.map(({ caseId }) => caseId), ...cases.map(({ id }) => id)];
  const [first, ...others] = ids;
  for (const otherCaseId of others) {
    if (first) linkCases(work, { caseId: first, otherCaseId, kind: 'same-incident', byPersonId: by.userId, at });
  }
}

/** The provincial office over a centre; undefined for an office itself. */
export function officeOf(jurisdiction: Jurisdiction, agencyId: string) {
  const known = jurisdiction.getAgency(agencyId);
  if (known.kind === 'provincial-social-office') return undefined;
  return jurisdiction.ancestorsOf(agencyId).find(({ kind }) => kind === 'provincial-social-office');
}
