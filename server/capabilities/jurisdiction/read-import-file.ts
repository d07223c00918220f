import { extname } from 'node:path';
import type { Boundary } from './administrative-place.ts';
import type { AgencyPatch } from './agency-patch.ts';
import type { ImportProblem } from './import-problem.ts';
import { readAgencyCsv } from './read-agency-csv.ts';
import { readAgencyGeoJson } from './read-agency-geojson.ts';
import { readBoundaries } from './read-boundaries.ts';
import { readImportText } from './read-import-text.ts';

export type ImportFile = { name: string; bytes: Uint8Array };
/** The content of a file, its problems, and what was corrected. */
export type AgencyFile = { patches: AgencyPatch[]; problems: ImportProblem[]; notes: ImportProblem[] };
export type BoundaryFile = {
  boundaries: Boundary[];
  attribution?: string | undefined;
  problems: ImportProblem[];
  notes: ImportProblem[];
};

/** Agencies from CSV or GeoJSON. An operator's file is read in a separate process (`commands/read-files-in-worker.ts`). */
export function readAgencyFile({ name, bytes }: ImportFile): AgencyFile {
  const [problems, notes]: [ImportProblem[], ImportProblem[]] = [[], []];
  const read = READERS[extname(name).toLowerCase()];
  if (read === undefined) problems.push({ place: 'line', line: 1, code: 'file-type', params: {} });
  const text = read && readImportText(bytes, problems);
  const patches = read && text !== undefined ? read(text, problems, notes) : [];
  const lineOf = new Map<string, number>();
  for (const { place, line, code } of patches) {
    const other = lineOf.get(code);
    if (other !== undefined) problems.push({ place, line, code: 'code-twice', params: { value: code, other } });
    else lineOf.set(code, line);
  }
  return { patches, problems, notes };
}

const READERS: Record<string, (text: string, problems: ImportProblem[], notes: ImportProblem[]) => AgencyPatch[]> = {
  '.csv': readAgencyCsv,
  '.geojson': readAgencyGeoJson,
  '.json': readAgencyGeoJson,
};

/** Official boundaries from TopoJSON or GeoJSON. */
export function readBoundaryFile({ bytes }: ImportFile): BoundaryFile {
  const [problems, notes]: [ImportProblem[], ImportProblem[]] = [[], []];
  const text = readImportText(bytes, problems);
  const read = text === undefined ? { boundaries: [] } : readBoundaries(text, problems, notes);
  return { ...read, problems, notes };
}
