import { basename } from 'node:path';
import { recordAction } from '#capabilities/audit';
import type { Connection, Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import type { Boundary } from '../administrative-place.ts';
import { type ImportProblem, importRejected } from '../import-problem.ts';
import { type BoundaryFile, type ImportFile, readBoundaryFile } from '../read-import-file.ts';
import { listKnownCodes, lockDataSets, saveBoundaries, saveDataSet, startNextEdition } from '../store-areas.ts';
import { type Importer, sha256Of } from './import-agencies.ts';

export type BoundaryImport = {
  boundaries: number;
  changed: number;
  /** The attribution that will be shown with these boundaries. */
  attribution: string;
  /** What was corrected. */
  notes: ImportProblem[];
};

/**
 * Imports boundaries of administrative areas (TopoJSON or GeoJSON) by official code. All or nothing; importing the same
 * file again changes nothing. Inside them the name of a place is exact from then on.
 * @param attribution what the licence asks to be shown; else the file's own, else its name
 * @param read how the file is parsed: in a separate process for an operator's file
 * @throws ImportRejected (`jurisdiction/import-rejected`) with every problem of the file
 */
export async function importBoundaries(
  db: Database,
  file: ImportFile,
  by: Importer,
  attribution?: string,
  read: (file: ImportFile) => BoundaryFile | Promise<BoundaryFile> = readBoundaryFile,
): Promise<BoundaryImport> {
  const found = await read(file);
  const { boundaries, problems, notes } = found;
  refuseRepeats(boundaries, problems);
  const usedAttribution = attribution ?? found.attribution ?? `Boundaries: ${basename(file.name)} (source not stated)`;
  return inTransaction(db, async (work) => {
    const { tx } = work;
    await lockDataSets(tx);
    await refuseUnknownAreas(tx, boundaries, problems);
    if (problems.length > 0) throw importRejected(problems);
    const name = `boundaries:${basename(file.name)}`;
    const version = sha256Of(file);
    await saveDataSet(tx, { name, version, attribution: usedAttribution });
    const changed = await saveBoundaries(tx, name, boundaries);
    await startNextEdition(tx);
    const details = { boundaries: boundaries.length, changed, sha256: version };
    const auditEvent = {
      action: 'jurisdiction/import-boundaries',
      subjectKind: 'register',
      subjectId: 'boundaries',
      details,
    };
    recordAction(work, { ...by, ...auditEvent });
    return { boundaries: boundaries.length, changed, attribution: usedAttribution, notes };
  });
}

function refuseRepeats(boundaries: Boundary[], problems: ImportProblem[]): void {
  const placeOf = new Map<string, number>();
  boundaries.forEach(({ code }, at) => {
    const other = placeOf.get(code);
    if (other === undefined) placeOf.set(code, at + 1);
    else problems.push({ ...where(code, at), code: 'code-twice', params: { value: code, other } });
  });
}

/** An area missing from our tables is accepted if its district is known and the file gives its name. */
async function refuseUnknownAreas(tx: Connection, boundaries: Boundary[], problems: ImportProblem[]): Promise<void> {
  const asked = boundaries.flatMap(({ code }) => [code, code.slice(0, 4)]);
  const known = await listKnownCodes(tx, [...new Set(asked)]);
  boundaries.forEach(({ code, nameTh, nameEn }, at) => {
    if (code === 'TH' || known.has(code)) return;
    if (code.length !== 6 || !known.has(code.slice(0, 4))) {
      problems.push({ ...where(code, at), code: 'area-unknown', params: { value: code } });
    } else if (nameTh === null || nameEn === null) {
      problems.push({ ...where(code, at), code: 'area-unnamed', params: { value: code } });
    }
  });
}

function where(code: string, at: number) {
  return { place: 'feature', line: at + 1, name: code } as const;
}
