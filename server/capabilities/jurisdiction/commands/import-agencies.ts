import { createHash } from 'node:crypto';
import { extname } from 'node:path';
import { type Doer, recordAct } from '#capabilities/audit';
import type { LatLng } from '#contract/position';
import type { Connection, Database } from '#platform/database/database';
import { inTransaction } from '#platform/database/transaction';
import { newId } from '#platform/ids';
import { decideAgencyChanges } from '../agency-changes.ts';
import type { AgencyPatch } from '../agency-patch.ts';
import { metresTo } from '../area-index.ts';
import { type ImportProblem, importRejected } from '../import-problem.ts';
import { readAgencyCsv } from '../read-agency-csv.ts';
import { readAgencyGeoJson } from '../read-agency-geojson.ts';
import { readImportText } from '../read-import-text.ts';
import { listAgencyRows, lockAgencies, saveAgencies, saveAgencyAreas } from '../store-agencies.ts';
import { startNextEdition } from '../store-areas.ts';

export type ImportFile = { name: string; bytes: Uint8Array };
/** Who imports, for the audit. */
export type Importer = Doer & { at: Date };
/** `changed` counts known agencies with another value; `areas` counts areas that are new or another. */
export type ImportResult = {
  added: number;
  changed: number;
  unchanged: number;
  areas: number;
  /** What was put right, and what wants a look. */
  notes: ImportProblem[];
};

/**
 * Imports agencies from a CSV or GeoJSON file: by code, all or nothing, and the same file twice changes nothing.
 * Agencies that the file does not name stay as they are.
 * @throws ImportRejected (`jurisdiction/import-rejected`) with every problem of the file
 */
export function importAgencies(db: Database, file: ImportFile, by: Importer): Promise<ImportResult> {
  return inTransaction(db, async (work) => {
    const result = await importAgenciesInto(work.tx, file, { isDemonstration: false });
    const { notes, ...counts } = result;
    const details = { ...counts, notes: notes.length, sha256: sha256Of(file) };
    const deed = { act: 'jurisdiction/import-agencies', subjectKind: 'register', subjectId: 'agencies', details };
    await recordAct(work, { ...by, ...deed });
    return result;
  });
}

/** Which file it was can be shown later without keeping it. */
export function sha256Of({ bytes }: ImportFile): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** The same inside a transaction of the caller's. */
export async function importAgenciesInto(
  tx: Connection,
  file: ImportFile,
  { isDemonstration }: { isDemonstration: boolean },
): Promise<ImportResult> {
  const problems: ImportProblem[] = [];
  const notes: ImportProblem[] = [];
  const patches = readAgencyFile(file, problems, notes);
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
  const positionOf = new Map([...known, ...save].map(({ code, position }) => [code, position]));
  for (const patch of patches) notes.push(...findOutside(patch, positionOf.get(patch.code)));
  return { ...counts, areas, notes };
}

/** A station that does not stand in its own area: one of the two is probably another's. */
function findOutside({ place, line, code, area }: AgencyPatch, position: LatLng | undefined): ImportProblem[] {
  const metres = area && position ? metresTo(area.polygon, position) : 0;
  if (metres === 0) return [];
  const value = (metres / 1000).toFixed(1);
  return [{ place, line, name: code, code: 'position-outside-area', params: { value } }];
}

function readAgencyFile({ name, bytes }: ImportFile, problems: ImportProblem[], notes: ImportProblem[]): AgencyPatch[] {
  const read = READERS[extname(name).toLowerCase()];
  if (read === undefined) problems.push({ place: 'line', line: 1, code: 'file-type', params: {} });
  const text = read && readImportText(bytes, problems);
  if (read === undefined || text === undefined) return [];
  const patches = read(text, problems, notes);
  const lineOf = new Map<string, number>();
  for (const { place, line, code } of patches) {
    const other = lineOf.get(code);
    if (other !== undefined) problems.push({ place, line, code: 'code-twice', params: { value: code, other } });
    else lineOf.set(code, line);
  }
  return patches;
}

const READERS: Record<string, (text: string, problems: ImportProblem[], notes: ImportProblem[]) => AgencyPatch[]> = {
  '.csv': readAgencyCsv,
  '.geojson': readAgencyGeoJson,
  '.json': readAgencyGeoJson,
};
