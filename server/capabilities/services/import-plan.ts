import type { ServiceImportReport } from '#contract/services';
import { keepLeftOut, mergeImported, type PortableService, problem, type ReadRecord } from './portable-service.ts';
import { isOverfull, type StoredService, type Writer } from './service.ts';

type Surroundings = {
  /** Services that the file may mean: by id, or of its providers. */
  known: readonly StoredService[];
  idOfAgency(code: string): string | undefined;
  /** Whether the actor writes for this provider. */
  mayWrite(agencyId: string): boolean;
  newId(): string;
  by: Writer;
};
type Row = ServiceImportReport['rows'][number];
export type ImportPlan = { rows: Row[]; added: StoredService[]; changed: StoredService[] };

/** What an import would do, record by record. A service is found by its id, or by its provider and name. */
export function planImport(records: readonly ReadRecord[], around: Surroundings): ImportPlan {
  const { known, idOfAgency, mayWrite, newId, by } = around;
  const byId = new Map(known.map((service) => [service.id, service]));
  const keyOf = (agencyId: string, nameTh: string) => `${agencyId} ${nameTh}`;
  const byName = new Map(known.map((service) => [keyOf(service.agencyId, service.nameTh), service]));
  const taken = new Set<string>();
  const plan: ImportPlan = { rows: [], added: [], changed: [] };
  for (const { line, name, service, problems, leftOut = [] } of records) {
    const row: Row = { line, name, change: null, problems: [...problems] };
    plan.rows.push(row);
    if (!service) continue;
    const agencyId = idOfAgency(service.provider);
    const areaIds = service.areas.map(idOfAgency);
    if (agencyId === undefined) row.problems.push(problem('provider-unknown', null, service.provider));
    else if (!mayWrite(agencyId)) row.problems.push(problem('provider-not-yours', null, service.provider));
    for (const [at, id] of areaIds.entries()) {
      if (id === undefined) row.problems.push(problem('area-unknown', null, service.areas[at]));
    }
    const named = agencyId === undefined ? undefined : byName.get(keyOf(agencyId, service.nameTh));
    const found = (service.id === null ? undefined : byId.get(service.id)) ?? named;
    for (const time of listUnfitTimes(service, by)) row.problems.push(problem('unfit', null, time));
    // An id that is known as another's would take an entry from somebody else.
    if (found && found.agencyId !== agencyId && !mayWrite(found.agencyId))
      row.problems.push(problem('provider-not-yours', 'id', service.id));
    const keys = [found?.id ?? service.id, agencyId && keyOf(agencyId, service.nameTh)].filter((key) => key != null);
    const isNameOfOther = named !== undefined && found !== named;
    if (isNameOfOther || keys.some((key) => taken.has(key))) row.problems.push(problem('twice', null, service.nameTh));
    for (const key of keys) taken.add(key);
    if (row.problems.length > 0 || agencyId === undefined) continue;
    const ids = { agencyId, areaIds: areaIds.filter((id) => id !== undefined) };
    const merged = { ...mergeImported(service, ids, found, by.now), ...(found && keepLeftOut(found, leftOut)) };
    if (isOverfull(merged)) {
      row.problems.push(problem('unfit', null, merged.free));
      continue;
    }
    const written = { ...merged, updatedByPersonId: by.personId, updatedAt: by.now };
    if (!found) {
      plan.added.push({ ...written, id: service.id ?? newId(), version: 1 });
      row.change = 'added';
    } else if (isSame({ ...found, ...merged }, found)) row.change = 'unchanged';
    else {
      plan.changed.push({ ...written, id: found.id, version: found.version + 1 });
      row.change = 'changed';
    }
  }
  return plan;
}

const OLDEST = '2000-01-01';

/** A check or a count of tomorrow would be the newest for ever; a year long ago is mistyped. */
function listUnfitTimes({ checkedOn, freeAt }: PortableService, { now, today }: Writer): string[] {
  return [
    checkedOn !== null && (checkedOn < OLDEST || checkedOn > today) ? checkedOn : [],
    freeAt !== null && (freeAt < OLDEST || new Date(freeAt) > now) ? freeAt : [],
  ].flat();
}

/** Compared as it is stored: PostgreSQL orders the keys of an object anew. */
function isSame(one: StoredService, other: StoredService): boolean {
  return JSON.stringify(sortKeys(one)) === JSON.stringify(sortKeys(other));
}

function sortKeys(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sortKeys(inner)]));
}

export function reportOf({ rows }: ImportPlan, isPreview: boolean): ServiceImportReport {
  const count = (change: Row['change']) => rows.filter((row) => row.change === change).length;
  const wrong = rows.filter(({ problems }) => problems.length > 0).length;
  return { isPreview, rows, added: count('added'), changed: count('changed'), unchanged: count('unchanged'), wrong };
}
