import { createHash } from 'node:crypto';
import { type AuditActor, recordAction } from '#capabilities/audit';
import type { LatLng } from '#contract/position';
import type { Connection, Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { decideAgencyChanges } from '../agency-changes.ts';
import type { AgencyPatch } from '../agency-patch.ts';
import { metresTo } from '../area-index.ts';
import { type ImportProblem, importRejected } from '../import-problem.ts';
import { type AgencyFile, type ImportFile, readAgencyFile } from '../read-import-file.ts';
import { analyzeAgencies, listAgencyRows, lockAgencies, saveAgencies, saveAgencyAreas } from '../store-agencies.ts';
import { startNextEdition } from '../store-areas.ts';

/** Who imports, for the audit event. */
export type Importer = AuditActor & { at: Date };
/** `changed` counts known agencies with a new value; `areas` counts new and changed areas. */
export type ImportResult = {
  added: number;
  changed: number;
  unchanged: number;
  areas: number;
  /** What was corrected, and what should be checked. */
  notes: ImportProblem[];
};

/**
 * Imports agencies from a CSV or GeoJSON file, matched by code. All or nothing; importing the same file again changes
 * nothing, and agencies that the file does not name stay as they are.
 * @param read how the file is parsed: in a separate process for an operator's file
 * @throws ImportRejected (`jurisdiction/import-rejected`) with every problem of the file
 */
export async function importAgencies(
  db: Database,
  file: ImportFile,
  by: Importer,
  read: (file: ImportFile) => AgencyFile | Promise<AgencyFile> = readAgencyFile,
): Promise<ImportResult> {
  const found = await read(file);
  return inTransaction(db, async (work) => {
    const result = await saveFound(work.tx, found, { isDemonstration: false });
    const { notes, ...counts } = result;
    const details = { ...counts, notes: notes.length, sha256: sha256Of(file) };
    const auditEvent = {
      action: 'jurisdiction/import-agencies',
      subjectKind: 'register',
      subjectId: 'agencies',
      details,
    };
    recordAction(work, { ...by, ...auditEvent });
    return result;
  });
}

/** Identifies the file later without storing it. */
export function sha256Of({ bytes }: ImportFile): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Imports one of our own files in the caller's transaction. */
export function importAgenciesInto(
  tx: Connection,
  file: ImportFile,
  how: { isDemonstration: boolean },
): Promise<ImportResult> {
  return saveFound(tx, readAgencyFile(file), how);
}

async function saveFound(
  tx: Connection,
  { patches, problems, notes }: AgencyFile,
  { isDemonstration }: { isDemonstration: boolean },
): Promise<ImportResult> {
  await lockAgencies(tx);
  const known = await listAgencyRows(tx);
  const { save, ...counts } = decideAgencyChanges(known, patches, problems, { isDemonstration, newId });
  if (problems.length > 0) throw importRejected(problems);
  await saveAgencies(tx, save);
  const idOf = new Map([...known, ...save].map(({ code, id }) => [code, id]));
  const areas = await saveAgencyAreas(
    tx,
    patches.flatMap(({ code, area }) => (area ? [{ agencyId: idOf.get(code) ?? '', ...area }] : [])),
  );
  if (save.length > 0 || areas > 0) await startNextEdition(tx);
  if (save.length > 0) await analyzeAgencies(tx);
  const positionOf = new Map([...known, ...save].map(({ code, position }) => [code, position]));
  for (const patch of patches) notes.push(...findOutside(patch, positionOf.get(patch.code)));
  return { ...counts, areas, notes };
}

/** A station outside its own area: one of the two is probably another station's. */
function findOutside({ place, line, code, area }: AgencyPatch, position: LatLng | undefined): ImportProblem[] {
  const metres = area && position ? metresTo(area.polygon, position) : 0;
  if (metres === 0) return [];
  const value = (metres / 1000).toFixed(1);
  return [{ place, line, name: code, code: 'position-outside-area', params: { value } }];
}
