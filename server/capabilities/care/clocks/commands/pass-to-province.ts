import { findOfficeOver } from '#capabilities/jurisdiction';
import type { Work } from '#platform/database/transaction';
import type { CareContext } from '../../context.ts';
import { moveOwner } from '../../record/case.ts';
import { recordCaseChange } from '../../record/commands/record-case-change.ts';
import { findCaseForChange } from '../../record/store/case-rows.ts';

/**
 * Nobody of the centre has accepted the case in time: the provincial office has it from now on, with a clock of its own.
 * An office keeps what it has; its supervisor and the marks of the clock go on.
 * @returns whether it has moved
 */
export async function passToProvince(context: CareContext, work: Work, caseId: string): Promise<boolean> {
  const { jurisdiction, clock } = context;
  const one = await findCaseForChange(work.tx, caseId);
  if (!one || one.workerId !== null) return false;
  const from = jurisdiction.getAgency(one.agencyId);
  const office = findOfficeOver(jurisdiction, from.id);
  if (!office) return false;
  const moved = moveOwner(one, { agencyId: office.id, workerId: null }, clock.now());
  await recordCaseChange(context, work, moved, {
    ...{ kind: 'passed-to-province', by: 'timer' },
    details: {
      fromTh: from.nameTh,
      fromEn: from.nameEn,
      toTh: office.nameTh,
      toEn: office.nameEn,
      why: 'not-accepted',
    },
    codes: { fromAgencyId: from.id, toAgencyId: office.id },
  });
  return true;
}
