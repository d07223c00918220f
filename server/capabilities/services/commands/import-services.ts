import type { Actor } from '#capabilities/access';
import { byPerson, recordAction } from '#capabilities/audit';
import { branchesWith, isInBranch } from '#capabilities/jurisdiction';
import type { ServiceImportReport } from '#contract/services';
import { AppError } from '#platform/app-error';
import type { Work } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import type { ServicesContext } from '../context.ts';
import { planImport, reportOf } from '../import-plan.ts';
import { readServiceCsv } from '../service-csv.ts';
import { readServiceHsds } from '../service-hsds.ts';
import { insertServices, lockServicesFor } from '../store/service-rows.ts';
import { writerOf, writeServices } from './change-service.ts';

export type ServiceFile = { format: 'csv' | 'hsds'; text: string; isPreview: boolean };

/**
 * Imports services from a file: all of it, or nothing. A preview writes nothing and says of each record what would happen;
 * the same file again changes nothing. @throws AppError `services/import-has-errors`, `services/exists`
 */
export async function importServices(
  context: ServicesContext,
  work: Work,
  actor: Actor,
  { format, text, isPreview }: ServiceFile,
): Promise<ServiceImportReport> {
  const { jurisdiction } = context;
  const records = format === 'csv' ? readServiceCsv(text) : readServiceHsds(text);
  const idOfAgency = (code: string) => jurisdiction.findAgencyByCode(code)?.id;
  const branches = branchesWith(jurisdiction, actor, 'service:edit');
  const read = records.flatMap(({ service }) => service ?? []);
  const known = await lockServicesFor(
    work.tx,
    read.flatMap(({ id }) => id ?? []),
    [...new Set(read.flatMap(({ provider }) => idOfAgency(provider) ?? []))],
  );
  const by = writerOf(context, actor);
  const mayWrite = (agencyId: string) => {
    const path = jurisdiction.findAgency(agencyId)?.path;
    return path !== undefined && branches.some((branch) => isInBranch(branch, path));
  };
  const plan = planImport(records, { known, idOfAgency, mayWrite, newId, by });
  const report = reportOf(plan, isPreview);
  if (!isPreview) {
    if (report.wrong > 0) throw new AppError('services/import-has-errors');
    await writeServices(work, plan.changed);
    if (!(await insertServices(work.tx, plan.added))) throw new AppError('services/exists');
  }
  const { rows, isPreview: _, ...counts } = report;
  recordAction(work, {
    ...byPerson(actor),
    action: isPreview ? 'services/preview-import' : 'services/import',
    ...{ subjectKind: 'register', subjectId: 'services', at: by.now },
    details: { format, rows: rows.length, ...counts },
  });
  return report;
}
