import { listStaff } from '#capabilities/access';
import { findOfficeOver } from '#capabilities/jurisdiction';
import type { Agency } from '#contract/jurisdiction';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../context.ts';
import { canAccept } from '../open-cases.ts';
import type { NewCase } from '../record/case.ts';
import { type CaseStep, recordCaseStep } from '../record/commands/record-case-change.ts';

export type Owner = {
  agencyId: string;
  /** The centre, where nobody of it can accept, and the office that has it instead. */
  passedOver: Agency | undefined;
  office: Agency | undefined;
};

/**
 * Who owns a new case: the centre if somebody of it can accept it, else the office over it, at once.
 */
export async function chooseOwner(context: CareContext, work: Work, centreId: string): Promise<Owner> {
  const staff = await listStaff(work.tx, { agencyIds: [centreId] }, context.clock.now());
  const office = canAccept(staff, centreId) ? undefined : findOfficeOver(context.jurisdiction, centreId);
  const passedOver = office && context.jurisdiction.getAgency(centreId);
  return { agencyId: office?.id ?? centreId, passedOver, office };
}

/** The timeline says that the province has it, and why. */
export async function recordPassing(
  context: CareContext,
  work: Work,
  opened: NewCase,
  { by, passedOver, office }: Pick<CaseStep, 'by'> & Omit<Owner, 'agencyId'>,
): Promise<void> {
  if (!passedOver || !office) return;
  const from = { fromTh: passedOver.nameTh, fromEn: passedOver.nameEn };
  const details = { ...from, toTh: office.nameTh, toEn: office.nameEn, why: 'nobody-there' };
  const codes = { fromAgencyId: passedOver.id, toAgencyId: office.id };
  await recordCaseStep(context, work, opened.id, { kind: 'passed-to-province', by, details, codes, opened });
}
