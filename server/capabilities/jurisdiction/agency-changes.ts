import type { Agency } from '#contract/jurisdiction';
import type { AgencyPatch } from './agency-patch.ts';
import { pathsOf } from './agency-tree.ts';
import type { ImportProblem } from './import-problem.ts';

/** `save` includes agencies that moved with their parent; the counts are of the file only. */
export type AgencyChanges = { save: Agency[]; added: number; changed: number; unchanged: number };
type Options = { isDemonstration: boolean; newId: () => string };

/**
 * Compares a file's patches with the known agencies, including the paths of everything below a moved agency. Problems
 * between rows and with the known tree are added to the list; if there is any, the result must not be saved.
 */
export function decideAgencyChanges(
  known: readonly Agency[],
  patches: readonly AgencyPatch[],
  problems: ImportProblem[],
  { isDemonstration, newId }: Options,
): AgencyChanges {
  const byCode = new Map(known.map((agency) => [agency.code, agency]));
  const codeOf = new Map(known.map(({ id, code }) => [id, code]));
  const parentOf = new Map(known.map(({ code, parentId }) => [code, parentId ? (codeOf.get(parentId) ?? null) : null]));
  const faulty = new Set(problems.map(({ line }) => line));
  const next = new Map<string, Agency>();

  for (const patch of patches) {
    const before = byCode.get(patch.code);
    const complete = before ? { ...before } : startAgency(patch, newId);
    if (complete) next.set(patch.code, applyPatch(complete, patch, isDemonstration));
    else if (!faulty.has(patch.line)) problems.push(...missingValues(patch));
    if (before && patch.kind && patch.kind !== before.kind) {
      problems.push(problem(patch, 'kind-changed', { code: patch.code, value: before.kind }));
    }
    if (patch.parentCode !== undefined || before === undefined) parentOf.set(patch.code, patch.parentCode ?? null);
  }
  for (const patch of patches) {
    if (patch.parentCode && !parentOf.has(patch.parentCode)) {
      problems.push(problem(patch, 'parent-unknown', { value: patch.parentCode }));
    }
  }
  const { paths, inCycle } = pathsOf(parentOf);
  const looping = new Set(inCycle);
  for (const patch of patches) {
    if (looping.has(patch.code)) problems.push(problem(patch, 'parent-cycle', { value: patch.parentCode ?? '' }));
  }
  const placed = [...paths].flatMap(([code, path]) => {
    const agency = next.get(code) ?? byCode.get(code);
    const parent = parentOf.get(code);
    const parentId = parent ? ((next.get(parent) ?? byCode.get(parent))?.id ?? null) : null;
    return agency ? [{ ...agency, path, parentId }] : [];
  });
  const save = placed.filter((agency) => differs(byCode.get(agency.code), agency));
  const added = save.filter(({ code }) => !byCode.has(code)).length;
  const changed = save.filter(({ code }) => byCode.has(code) && next.has(code)).length;
  return { save, added, changed, unchanged: next.size - added - changed };
}

function startAgency({ code, kind, nameTh, position }: AgencyPatch, newId: () => string): Agency | undefined {
  if (kind === undefined || nameTh === undefined || position === undefined) return undefined;
  const empty = { nameEn: null, parentId: null, path: '', phone: null, isDemonstration: false } as const;
  return { ...empty, id: newId(), code, kind, nameTh, position, isActive: true, readiness: 'unknown' };
}

function applyPatch(agency: Agency, patch: AgencyPatch, isDemonstration: boolean): Agency {
  return {
    ...agency,
    nameTh: patch.nameTh ?? agency.nameTh,
    nameEn: patch.nameEn === undefined ? agency.nameEn : patch.nameEn,
    phone: patch.phone === undefined ? agency.phone : patch.phone,
    position: patch.position ?? agency.position,
    isActive: patch.isActive ?? agency.isActive,
    // A file with areas only does not change whether the agency is demonstration data.
    isDemonstration: patch.nameTh === undefined ? agency.isDemonstration : isDemonstration,
  };
}

function missingValues(patch: AgencyPatch): ImportProblem[] {
  const needed = { kind: patch.kind, name_th: patch.nameTh, lat: patch.position, lng: patch.position };
  return Object.entries(needed)
    .filter(([, value]) => value === undefined)
    .map(([column]) => problem(patch, 'value-missing', { column }));
}

function problem({ place, line }: AgencyPatch, code: ImportProblem['code'], params: ImportProblem['params']) {
  return { place, line, code, params };
}

function differs(before: Agency | undefined, after: Agency): boolean {
  if (before === undefined) return true;
  const { position: was, ...beforeFields } = before;
  const { position: is, ...afterFields } = after;
  return was.lat !== is.lat || was.lng !== is.lng || FIELDS.some((field) => beforeFields[field] !== afterFields[field]);
}
const FIELDS = ['nameTh', 'nameEn', 'parentId', 'path', 'phone', 'isActive', 'isDemonstration'] as const;
